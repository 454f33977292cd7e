"""A list of corrections may ask for facts and files, not for paper and not for a way to the court (在线诉讼规则 9)."""

from __future__ import annotations

import pytest

from tongban.filing.rules.scrutiny import asks_for_paper

pytestmark = pytest.mark.once

PAPER = (
    "请邮寄纸质起诉状三份",
    "到本院提交身份证",
    "请带原件到立案庭核对",
    "请于三日内到本院补交授权委托书",
    "快递三份副本至立案庭",
    "请将微信聊天记录打印三份",
    "请提交起诉状副本3份",
    "请携带身份证原件",
    "请提供借条原件",
    "请将借条原件寄给法官",
    "请来院办理",
    "亲自到窗口签字",
    "请用EMS把材料寄来",
    "起诉状一式两份",
    "请当面递交证据",
    "请复印身份证",
    "请将授权委托书寄往本院立案庭",
    "补充材料请用挂号信寄出",
    "请补交纸面证据材料",
    "请提交录音光盘",
    "请将录像存入U盘后递交",
    "Send two paper copies",
    "Please bring the original contract",
    "Send a hard copy of the complaint by post",
    "Submit the original IOU",
    "Please appear in person at the counter",
    "Provide three copies of the complaint",
    "Print the chat records",
)
HARMLESS = (
    "请补充被告的住址和联系电话",
    "金额与借条不符，请说明",
    "请上传借条原件的照片",
    "请上传银行打印的流水照片",
    "请将身份证复印件扫描后上传",
    "请说明借条原件由谁保管",
    "请写明三份合同各自的签订日期",
    "请写明被告何时搬到法院路12号",
    "请补充转账记录截图",
    "请写明交付方式：现金、转账或者实物",
    "请说明是否曾经申请仲裁",
    "请说明光盘中录音的时间和录制人",
    "请上传光盘中的录音，并提供文字整理稿",
    "Please state the original amount of the loan",
    "Please say who keeps the original of the contract",
    "Upload a photo of the original IOU",
    "State when the suit was brought before",
    "Name the address of the defendant",
    "Please scan and upload the printed statement",
)


@pytest.mark.parametrize("item", PAPER)
def test_paper_or_a_way_to_the_court_is_noticed(item: str) -> None:
    assert asks_for_paper(["请补充被告住址", item])


@pytest.mark.parametrize("item", HARMLESS)
def test_what_can_be_answered_over_the_platform_may_be_asked(item: str) -> None:
    assert not asks_for_paper([item])
