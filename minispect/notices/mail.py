"""A notice as an e-mail in plain text."""

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from minispect.notices.message import Message, NotSentError
from minispect.notices.settings import Mail

_FOR_GOOD = (550, 551, 553)


def composed(channel: Mail, message: Message) -> EmailMessage:
    """The same notice has the same Message-ID however often it is tried."""
    made = EmailMessage()
    made["From"] = channel.sender
    made["To"] = ", ".join(channel.to)
    made["Subject"] = message.subject
    made["Date"] = format_datetime(datetime.now(UTC))
    made["Message-ID"] = f"<notice-{message.id}@{channel.sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(message.text, charset="utf-8")
    return made


def send(channel: Mail, password: str, message: Message, folder: Path) -> None:
    """Raises NotSentError unless the server takes it for every recipient."""
    try:
        with _connected(channel, folder) as server:
            if channel.user:
                server.login(channel.user, password)
            refused = server.send_message(composed(channel, message))
    except smtplib.SMTPAuthenticationError as error:
        raise NotSentError(f"the mail server does not accept user and password ({error.smtp_code})") from None
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise NotSentError(
            f"the mail server refuses every recipient ({codes[0]})", for_good=all(code in _FOR_GOOD for code in codes)
        ) from None
    except smtplib.SMTPNotSupportedError:
        raise NotSentError("the mail server does not offer what is configured (STARTTLS or login)") from None
    except smtplib.SMTPResponseException as error:
        raise NotSentError(f"the mail server answered {error.smtp_code}") from None
    except ssl.SSLError as error:
        raise NotSentError(f"the mail server's certificate or encryption is not acceptable ({error.reason})") from None
    except (OSError, smtplib.SMTPException) as error:
        raise NotSentError(f"the mail server could not be reached ({type(error).__name__})") from None
    if refused:
        # It was taken for the others; trying again would send it to them twice.
        raise NotSentError(f"the mail server refused {len(refused)} of {len(channel.to)} recipients", for_good=True)


@contextlib.contextmanager
def _connected(channel: Mail, folder: Path) -> Iterator[smtplib.SMTP]:
    """A connection as safe as configured; STARTTLS that is not offered is an error, never plain text instead."""
    context = ssl.create_default_context(cafile=str(folder / channel.ca) if channel.ca else None)
    if channel.security == "tls":
        with smtplib.SMTP_SSL(channel.host, channel.port, timeout=channel.timeout, context=context) as server:
            yield server
        return
    with smtplib.SMTP(channel.host, channel.port, timeout=channel.timeout) as server:
        if channel.security == "starttls":
            server.starttls(context=context)
        yield server
