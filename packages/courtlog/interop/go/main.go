// Checks a ledger's bytes with the packages that check Go's own module log: sumdb/note and sumdb/tlog, as they are
// vendored in the toolchain, and with Go's Ed25519 and ML-DSA. It shares no code with courtlog.
//
// It reads a list of cases as JSON and writes, for each, "accepted" or the reason of the refusal.
package main

import (
	"crypto/ed25519"
	"crypto/mldsa"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type testCase struct {
	Kind    string   // note, inclusion, consistency, log, cosignature
	Note    string   // signed head
	Older   string   // signed head, for consistency
	Key     string   // vkey of the log
	Witness string   // vkey of the witness, for cosignature
	Index   int64    // of the entry
	Entry   []byte   // its bytes
	Path    [][]byte // hashes
	Folder  string   // published folder of the log
}

func main() {
	var cases []testCase
	if err := json.NewDecoder(os.Stdin).Decode(&cases); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	answers := []string{}
	for _, one := range cases {
		if err := check(one); err != nil {
			answers = append(answers, err.Error())
		} else {
			answers = append(answers, "accepted")
		}
	}
	json.NewEncoder(os.Stdout).Encode(answers)
}

func check(c testCase) error {
	text, size, root, err := head(c.Note, c.Key)
	if err != nil {
		return err
	}
	path := make([]tlog.Hash, len(c.Path))
	for i, hash := range c.Path {
		copy(path[i][:], hash)
	}
	switch c.Kind {
	case "note":
		return nil
	case "inclusion":
		return tlog.CheckRecord(path, size, root, c.Index, tlog.RecordHash(c.Entry))
	case "consistency":
		_, older, olderRoot, err := head(c.Older, c.Key)
		if err != nil {
			return err
		}
		return tlog.CheckTree(path, size, root, older, olderRoot)
	case "log":
		return wholeLog(c.Folder, tlog.Tree{N: size, Hash: root})
	case "cosignature":
		return cosignature(c, text, size, root)
	}
	return errors.New("unknown kind of case")
}

// head checks the log's signature with sumdb/note and reads origin, size and root.
func head(data, key string) (text string, size int64, root tlog.Hash, err error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return
	}
	opened, err := note.Open([]byte(data), note.VerifierList(verifier))
	if err != nil {
		return
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return "", 0, root, errors.New("not a head of this log")
	}
	if size, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return
	}
	root, err = tlog.ParseHash(lines[2])
	return opened.Text, size, root, err
}

// folder gives the tiles of C2SP tlog-tiles, whose paths lack the height that Go's have.
type folder string

func (f folder) Height() int { return 8 }

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		name := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(string(f), name))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

// wholeLog reads every entry, proves it under the head by the published tiles, and checks the proof.
func wholeLog(place string, tree tlog.Tree) error {
	reader := tlog.TileHashReader(tree, folder(place))
	for number := int64(0); number < tree.N; number++ {
		entry, err := readEntry(place, number, tree.N)
		if err != nil {
			return err
		}
		proof, err := tlog.ProveRecord(tree.N, number, reader)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, number, tlog.RecordHash(entry)); err != nil {
			return fmt.Errorf("entry %d: %w", number, err)
		}
	}
	return nil
}

func readEntry(place string, number, size int64) ([]byte, error) {
	name := fmt.Sprintf("%03d", number/256)
	if number/256 == size/256 {
		name += fmt.Sprintf(".p/%d", size%256)
	}
	data, err := os.ReadFile(filepath.Join(place, "tile", "entries", name))
	if err != nil {
		return nil, err
	}
	for skip := number % 256; ; skip-- {
		if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
			return nil, errors.New("entry bundle cut off")
		}
		length := 2 + int(binary.BigEndian.Uint16(data))
		if skip == 0 {
			return data[2:length], nil
		}
		data = data[length:]
	}
}

// cosignature checks one witness's line, whose message is put together here after C2SP tlog-cosignature.
func cosignature(c testCase, text string, size int64, root tlog.Hash) error {
	name, rest, _ := strings.Cut(c.Witness, "+")
	id, encoded, _ := strings.Cut(rest, "+")
	key, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return err
	}
	for _, line := range strings.Split(c.Note, "\n") {
		encoded, found := strings.CutPrefix(line, "— "+name+" ")
		data, err := base64.StdEncoding.DecodeString(encoded)
		if !found || err != nil || len(data) < 12 || fmt.Sprintf("%x", data[:4]) != id {
			continue
		}
		time, signature := binary.BigEndian.Uint64(data[4:]), data[12:]
		if key[0] == 4 {
			message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, text)
			if !ed25519.Verify(key[1:], []byte(message), signature) {
				return errors.New("wrong Ed25519 cosignature")
			}
			return nil
		}
		origin, _, _ := strings.Cut(text, "\n")
		message := append([]byte("subtree/v1\n\x00"), byte(len(name)))
		message = binary.BigEndian.AppendUint64(append(message, name...), time)
		message = append(append(message, byte(len(origin))), origin...)
		message = binary.BigEndian.AppendUint64(message, 0)
		message = binary.BigEndian.AppendUint64(message, uint64(size))
		message = append(message, root[:]...)
		public, err := mldsa.NewPublicKey(mldsa.MLDSA44(), key[1:])
		if err != nil {
			return err
		}
		return mldsa.Verify(public, message, signature, nil)
	}
	return errors.New("no line of this witness")
}
