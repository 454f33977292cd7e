import json, os
from urllib.parse import urlencode
import pytest
from playwright.sync_api import sync_playwright
from axe_playwright_python.sync_playwright import Axe
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]="true"
pytestmark = pytest.mark.django_db(transaction=True)
LOAN={"matter":"private_lending","plaintiff":"成都市武侯区","defendant":"重庆市渝中区","amount":"186500"}
PAGES={"index":"","periods":"periods/","search":"periods/?words=appeal","period":"periods/trial_ordinary/","period_told":"periods/appeal_judgment/?on=2026-02-01&handed_in=2026-03-01","period_bad":"periods/trial_ordinary/?on=2026-13-01",
"fees":"fees/","fee":"fees/?kind=property","fee_told":"fees/?"+urlencode({"kind":"payment_order","amount":"186500"}),
"fee_joined":"fees/?"+urlencode({"kind":"property","amount":"100000","claim_1_kind":"divorce","claim_2_kind":"property","claim_2_amount":"50000","claim_2_claimant":"甲","reading_rounding":"round_to_yuan"}),"fee_usd":"fees/?"+urlencode({"kind":"property","amount":"1000","currency":"USD"}),
"fee_bad":"fees/?kind=loan","courts":"courts/","courts_bad":"courts/?matter=loan","court":"courts/?matter=private_lending","court_told":"courts/?"+urlencode(LOAN),"court_abroad":"courts/?"+urlencode({**LOAN,"foreign":"on","weight":"major_in_area","defendant_states":"confined"}),
"court_divorce":"courts/?matter=divorce","court_none":"courts/?"+urlencode({**LOAN,"defendant":"月球","amount":"壹拾捌万"}),
"numbers":"numbers/","number":"numbers/?"+urlencode({"text":"(2026)渝0103民初1号"}),"number_bad":"numbers/?text=x","types":"numbers/types/","causes":"causes/","cause_found":"causes/?"+urlencode({"q":"借钱不还"}),"cause":"causes/108/","procedures":"procedures/","procedure":"procedures/simplified/"}
def test_look(live_server):
    out="/tmp/w/lawui_pics"; os.makedirs(out,exist_ok=True); axe=Axe()
    only=os.environ.get("ONLY","").split()
    with sync_playwright() as p:
        b=p.chromium.launch(executable_path="/usr/bin/chromium",args=["--no-sandbox"])
        for lang in ("zh-CN","en"):
            for w in (360,1280):
                c=b.new_context(base_url=live_server.url,viewport={"width":w,"height":800},locale=lang); page=c.new_page()
                page.on("console",lambda m: print("console",m.text) if m.type in("error","warning") else None)
                page.on("pageerror",lambda e: print("pageerror",e))
                for name,path in PAGES.items():
                    if only and only!=[""] and name not in only: continue
                    page.goto("/law/"+path)
                    for v in axe.run(page).response["violations"]:
                        print(lang,w,name,v["id"],v["help"],json.dumps(v["nodes"][0]["html"])[:200])
                    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"): print(lang,w,name,"SIDEWAYS")
                    if os.environ.get("OPEN"): page.evaluate("document.querySelectorAll('main details.fold').forEach(d=>d.open=true)")
                    page.screenshot(path=f"{out}/{name}-{lang}-{w}.png",full_page=True)
                    if lang=="zh-CN" and w==360:
                        t=page.inner_text("main")
                        import re
                        en=[x for x in re.findall(r"[A-Za-z][A-Za-z' ]{3,}",t) if x.strip() not in("CNY","DEMO")]
                        if en: print("ENGLISH in",name,en[:8])
                    if lang=="en" and w==360:
                        t=page.evaluate("(()=>{const m=document.querySelector('main').cloneNode(true); m.querySelectorAll('[lang=zh-Hans]').forEach(e=>e.remove()); return m.innerText})()")
                        zh=re.findall(r"[\u4e00-\u9fff]{2,}",t)
                        if zh: print("CHINESE in",name,zh[:8])
        b.close()
