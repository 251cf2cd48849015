"""电子邮件, through the SMTP server of the settings."""

from __future__ import annotations

from datetime import datetime
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection

from luoshi.notices.channels.channel import Channel, Message, Undelivered

SUBJECT = "待办提醒"


def _send(message: Message, _now: datetime) -> None:
    connection = get_connection("django.core.mail.backends.smtp.EmailBackend")
    # The same at every try: mail servers and programs drop a second copy.
    headers = {"Message-ID": f"<{message.key}@luoshi>"}
    mail = EmailMessage(
        SUBJECT, message.text, to=[message.email], headers=headers, connection=connection
    )
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        raise Undelivered(f"邮件没有发出：{type(error).__name__}") from None


CHANNEL = Channel(
    "email", "电子邮件", _send, settings=("EMAIL_HOST", "DEFAULT_FROM_EMAIL"), needs="email"
)
