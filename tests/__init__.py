"""The tests are the specification: names are sentences, tables cite articles (docs/guide)."""
