"""What leaves the house: how many and where, signed, at decent hours, at least once, never more."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from luoshi.lib.secrecy import NOTICE
from luoshi.matters.models import Matter
from luoshi.notices import checks, inbox, outbox
from luoshi.notices.channels import CHANNELS, outside
from luoshi.notices.models import Delivery
from luoshi.notices.outbox import LEASE, TRIES, deliver
from luoshi.notices.preferences import choose
from tests.cast import County
from tests.notices.servers import Hook, Mailbox, hook, mailbox
from tests.notices.telling import at, make_urgent, run

SLOT = at(11, 16, 14, 30)
TEXT = f"您有 1 件待办提醒，请登录查看：https://luoshi.anlan.example\n（{NOTICE}）"


@pytest.fixture(autouse=True)
def address(settings: Any) -> None:
    """Where people of this county sign in."""
    settings.ADDRESS = "https://luoshi.anlan.example"


@pytest.fixture
def webhook(settings: Any) -> Iterator[Hook]:
    """The generic webhook leads to a server of ours."""
    with hook() as held:
        settings.NOTICE_CHANNELS = ["inbox", "webhook"]
        settings.WEBHOOK_URL, settings.WEBHOOK_SECRET = held.url, "mi-yao-1"
        yield held


@pytest.fixture
def robots(settings: Any, county: County) -> Iterator[Hook]:
    """Both robots are one server of ours; the liaison's phone number is known."""
    with hook() as held:
        settings.NOTICE_CHANNELS = ["wecom", "dingtalk"]
        settings.WECOM_ROBOT = settings.DINGTALK_ROBOT = f"{held.url}?key=k1"
        settings.DINGTALK_SECRET = ""
        county["water"].phone = "13800000001"
        county["water"].save()
        yield held


@pytest.fixture
def mail(settings: Any, county: County) -> Iterator[Mailbox]:
    """Mail goes to a server of ours; the liaison's address is known."""
    with mailbox() as box:
        settings.NOTICE_CHANNELS = ["email"]
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        settings.DEFAULT_FROM_EMAIL = "duchake@anlan.example"
        county["water"].email = "water@anlan.example"
        county["water"].save()
        yield box


def states() -> list[tuple[str, str]]:
    rows = Delivery.objects.order_by("digest__out_at", "digest__person_id", "channel")
    return list(rows.values_list("digest__person__username", "state"))


def test_the_webhook_says_how_many_and_where_and_nothing_else(
    county: County, webhook: Hook
) -> None:
    county.dispatched()
    run(SLOT)
    bodies = webhook.bodies()
    assert [body["person"] for body in bodies] == ["water", "water_head"]
    assert set(bodies[0]) == {"key", "person", "count", "text", "address"}
    assert (bodies[0]["count"], bodies[0]["text"]) == (1, TEXT)
    assert states() == [("water", "sent"), ("water_head", "sent")]


def test_the_receiver_can_verify_the_signature(county: County, webhook: Hook) -> None:
    county.dispatched()
    run(SLOT)
    headers, _, body = webhook.got[0]
    stamp = headers["X-Luoshi-Timestamp"]
    expected = hmac.new(b"mi-yao-1", stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    assert headers["X-Luoshi-Signature"] == f"sha256={expected}"
    assert int(stamp) == int(SLOT.timestamp())


def test_a_mail_has_no_content_and_one_id_for_all_its_copies(county: County, mail: Mailbox) -> None:
    county.dispatched()
    run(SLOT)
    (sent,) = mail.mails
    assert (sent["To"], sent["Subject"]) == ("water@anlan.example", "待办提醒")
    assert isinstance(sent, EmailMessage)
    assert sent.get_content().replace("\r\n", "\n").strip() == TEXT
    assert sent["Message-ID"].startswith("<luoshi-")


def test_the_wecom_robot_mentions_the_person(county: County, robots: Hook, settings: Any) -> None:
    settings.NOTICE_CHANNELS = ["wecom"]
    county.dispatched()
    run(SLOT)
    assert robots.bodies() == [
        {"msgtype": "text", "text": {"content": TEXT, "mentioned_mobile_list": ["13800000001"]}}
    ]


@pytest.mark.parametrize("secret", ["", "SEC0001"])
def test_the_dingtalk_robot_mentions_the_person_and_is_signed_when_it_asks(
    county: County, robots: Hook, settings: Any, secret: str
) -> None:
    settings.NOTICE_CHANNELS, settings.DINGTALK_SECRET = ["dingtalk"], secret
    county.dispatched()
    run(SLOT)
    ((_, query, _),) = robots.got
    (body,) = robots.bodies()
    assert body["at"] == {"atMobiles": ["13800000001"], "isAtAll": False}
    assert body["text"]["content"] == f"{TEXT}\n@13800000001"
    assert query["key"] == ["k1"]
    if secret:
        stamp = str(int(SLOT.timestamp() * 1000))
        mac = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256)
        assert query["sign"] == [base64.b64encode(mac.digest()).decode()]
        assert query["timestamp"] == [stamp]
    else:
        assert "sign" not in query


def test_no_title_number_unit_or_word_of_any_matter_ever_leaves(
    county: County, webhook: Hook, settings: Any
) -> None:
    with mailbox() as box:
        settings.NOTICE_CHANNELS = ["webhook", "wecom", "dingtalk", "email"]
        settings.WECOM_ROBOT = settings.DINGTALK_ROBOT = webhook.url
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        settings.DEFAULT_FROM_EMAIL = "duchake@anlan.example"
        for person in county.people.values():
            person.phone, person.email = "13800000001", f"{person.username}@anlan.example"
            person.save()
        matter = county.closed(leader="leader")
        other = county.handling("leader_directive", title="山洪隐患排查", co=["city"])
        county.act(other, "urge", "clerk", channel="phone", note="请抓紧排查")
        run(SLOT)
        run(at(11, 17, 15))
        raw = b"".join(body for _, _, body in webhook.got)
        heads = "".join(str(headers) for headers, _, _ in webhook.got)
        mails = "".join(mail.as_string() + mail.get_content() for mail in box.mails)
        assert len(webhook.got) > 10
        assert len(box.mails) > 3
    spoken = [m.title for m in Matter.objects.all()] + [matter.number, other.number]
    spoken += ["河道", "山洪", "催办", "交办", "销号", "排查", "水利", "逾期", "批督", "会督"]
    everything = raw.decode() + heads + mails
    assert not [word for word in spoken if word in everything]


def test_without_a_phone_number_or_an_address_there_is_no_way_out(
    county: County, mail: Mailbox
) -> None:
    county.dispatched()
    run(SLOT)
    assert states() == [("water", "sent")]


def test_a_channel_switched_off_by_the_person_stays_silent(county: County, webhook: Hook) -> None:
    choose(
        county["water"], at(11, 16, 8), scheme="both", quiet_from="18:00", quiet_to="08:30",
        channels=["inbox"],
    )  # fmt: skip
    county.dispatched()
    run(SLOT)
    assert [body["person"] for body in webhook.bodies()] == ["water_head"]
    assert inbox.unread_count(county["water"]) == 1


def test_a_failure_is_tried_again_later_and_later_with_the_same_key(
    county: County, webhook: Hook
) -> None:
    webhook.status = 500
    county.dispatched()
    run(SLOT)
    run(SLOT + timedelta(seconds=59))
    assert len(webhook.got) == 2  # two people, one try each
    run(SLOT + timedelta(minutes=1))
    run(SLOT + timedelta(minutes=2))
    assert len(webhook.got) == 4
    webhook.status = 200
    run(SLOT + timedelta(minutes=3))
    keys = [headers["Idempotency-Key"] for headers, _, _ in webhook.got]
    assert len(keys) == 6
    assert len(set(keys)) == 2
    assert {state for _, state in states()} == {"sent"}
    run(SLOT + timedelta(minutes=9))
    assert len(webhook.got) == 6


def test_it_gives_up_in_plain_sight(county: County, webhook: Hook) -> None:
    webhook.status = 503
    county.now = at(11, 16, 8, 40)
    county.dispatched()
    now = at(11, 16, 9)
    for n in range(10):
        run(now)
        now += timedelta(minutes=2**n)
    assert len(webhook.got) == 2 * TRIES
    assert {state for _, state in states()} == {"failed"}
    (failure,) = outbox.failures()
    assert (failure["label"], failure["count"], failure["error"]) == ("通用接口", 2, "对方回复 503")
    assert outbox.failures(county["water"])[0]["count"] == 1
    assert inbox.unread_count(county["water"]) == 1


def test_a_robot_that_says_no_in_its_answer_has_not_taken_it(county: County, robots: Hook) -> None:
    robots.errcode = 45009
    county.dispatched()
    run(SLOT)
    assert {(d.state, d.error) for d in Delivery.objects.all()} == {
        ("waiting", "对方回复 errcode 45009")
    }


def test_a_message_is_not_carried_elsewhere(county: County, webhook: Hook) -> None:
    webhook.status = 302
    county.dispatched()
    run(SLOT)
    assert {d.error for d in Delivery.objects.all()} == {"对方回复 302"}


def test_nobody_at_the_other_end_is_a_failure_and_says_no_secret(
    county: County, settings: Any
) -> None:
    settings.NOTICE_CHANNELS = ["webhook", "email"]
    settings.WEBHOOK_URL = "http://127.0.0.1:9/hook?key=geheim"
    settings.WEBHOOK_SECRET = "geheim"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    settings.DEFAULT_FROM_EMAIL = "duchake@anlan.example"
    county["water"].email = "water@anlan.example"
    county["water"].save()
    county.dispatched()
    run(SLOT)
    errors = {d.error for d in Delivery.objects.all()}
    assert errors == {"连不上对方：ConnectionRefusedError", "邮件没有发出：ConnectionRefusedError"}


class Killed(BaseException):
    """The process is gone."""


def test_killed_after_sending_it_sends_again_with_the_same_key(
    county: County, webhook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    county.dispatched()
    settle = outbox._settle

    def die(row: Delivery, **values: Any) -> bool:
        if values.get("state") == "sent":
            raise Killed
        return settle(row, **values)

    monkeypatch.setattr(outbox, "_settle", die)
    with pytest.raises(Killed):
        run(SLOT)
    monkeypatch.setattr(outbox, "_settle", settle)
    run(SLOT + timedelta(minutes=1))
    run(SLOT + LEASE)
    keys = [h["Idempotency-Key"] for h, _, _ in webhook.got]
    assert len(keys) == 3  # the first twice, the second once
    assert len(set(keys)) == 2
    assert {state for _, state in states()} == {"sent"}


def test_a_retry_does_not_come_after_hours(county: County, webhook: Hook) -> None:
    webhook.status = 500
    choose(
        county["water"], at(11, 16, 8), scheme="evening", quiet_from="18:00", quiet_to="08:30",
        channels=["inbox", "webhook"],
    )  # fmt: skip
    county.dispatched()
    run(at(11, 16, 17, 59))
    tried = len(webhook.got)
    webhook.status = 200
    for hour in (18, 20, 23):
        run(at(11, 16, hour))
    run(at(11, 17, 8, 29))
    assert len(webhook.got) == tried
    run(at(11, 17, 8, 30))
    assert {state for _, state in states()} == {"sent"}


def test_a_job_that_stood_still_does_not_make_up_for_it_at_night(
    county: County, webhook: Hook
) -> None:
    county.dispatched()
    run(at(11, 21, 12))  # a Saturday
    assert webhook.got == []
    run(at(11, 23, 8, 30))
    assert len(webhook.got) == 2


def test_an_emergency_leaves_in_the_night(
    county: County, webhook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = county.handling()
    run(SLOT)
    before = len(webhook.got)
    make_urgent(monkeypatch, emergency=True)
    county.now = at(11, 21, 2)
    county.act(matter, "instruct", "leader", words="山洪，立即转移群众")
    run(county.now)
    assert len(webhook.got) - before == 3


def test_what_has_been_read_is_not_sent(county: County, webhook: Hook) -> None:
    webhook.status = 500
    county.dispatched()
    run(SLOT)
    inbox.read_all(county["water"], SLOT, SLOT)
    webhook.status = 200
    run(SLOT + timedelta(minutes=1))
    assert states() == [("water", "spared"), ("water_head", "sent")]


def test_what_was_done_before_the_slot_is_not_urged(county: County, webhook: Hook) -> None:
    county.handling()  # the liaison has acknowledged before the digest is due
    run(SLOT)
    assert [body["person"] for body in webhook.bodies()] == ["water_head"]


def test_after_a_standstill_one_message_speaks_for_all(county: County, webhook: Hook) -> None:
    for day in (16, 17, 18):
        county.now = at(11, day, 10)
        county.dispatched(title=f"{day}日的一件")
    run(at(11, 19, 9, 5))
    assert [(body["person"], body["count"]) for body in webhook.bodies()] == [
        ("water", 3),
        ("water_head", 3),
    ]
    assert [state for _, state in states()] == ["spared"] * 4 + ["sent"] * 2


def test_a_robot_gets_no_more_than_it_takes_in_a_minute(
    county: County, robots: Hook, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.NOTICE_CHANNELS = ["wecom"]
    assert CHANNELS["wecom"].at_once < 20
    county["water_head"].phone = "13800000002"
    county["water_head"].save()
    monkeypatch.setitem(CHANNELS, "wecom", replace(CHANNELS["wecom"], at_once=1))
    county.dispatched()
    run(SLOT)
    assert len(robots.got) == 1
    deliver(SLOT + timedelta(minutes=1))
    assert len(robots.got) == 2


def test_a_demonstration_sends_nothing(county: County, webhook: Hook, settings: Any) -> None:
    settings.DEMO = True
    county.dispatched()
    run(SLOT)
    assert outside() == []
    assert webhook.got == []
    assert inbox.unread_count(county["water"]) == 1


def test_a_fault_in_one_channel_does_not_hold_up_the_other(
    county: County, webhook: Hook, settings: Any
) -> None:
    settings.NOTICE_CHANNELS = ["wecom", "webhook"]
    settings.WECOM_ROBOT = "no address at all"
    county["water"].phone = "13800000001"
    county["water"].save()
    county.dispatched()
    run(SLOT)
    assert len(webhook.got) == 2


@pytest.mark.parametrize(
    ("channels", "code"),
    [(["inbox"], []), (["pager"], ["notices.E001"]), (["email"], ["notices.E002"])],
)
def test_a_channel_without_its_settings_is_said_before_the_server_starts(
    settings: Any, channels: list[str], code: list[str]
) -> None:
    settings.NOTICE_CHANNELS, settings.EMAIL_HOST = channels, ""
    assert [fault.id for fault in checks.channels_are_ready()] == code
