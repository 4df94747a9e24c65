"""What can be wrong with notices.toml is one sentence that never holds a secret."""

from pathlib import Path

import pytest

from minispect.exits import UserError
from minispect.notices import settings

HOOK = '[[notices.webhook]]\nname = "ops"\nurl = "https://hooks.example/x"\nsecret = "s3cret-s3cret"\n'
MAIL = '[[notices.mail]]\nname = "desk"\nhost = "smtp.example"\nsender = "m@x.example"\nto = ["a@y.example"]\n'


def load(folder: Path, text: str) -> settings.Settings:
    (folder / settings.NAME).write_text(text, encoding="utf-8")
    return settings.load(folder)


def test_a_whole_file(tmp_path: Path) -> None:
    assert settings.load(tmp_path).channels == (), "no file: nobody is told"
    found = load(
        tmp_path, f'[notices]\nlang = "en"\ndays = 15\n{HOOK}{MAIL}[[notices.file]]\nname = "f"\npath = "n.jsonl"\n'
    )
    assert [channel.name for channel in found.channels] == ["ops", "desk", "f"]
    assert found.channel("desk") is found.mail[0]
    assert "s3cret" not in repr(found)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[notices\n", "is not valid TOML"),
        ("[other]\n", "there is no table named 'other'"),
        ("[notices]\nlangs = 'zh'\n", "no setting named 'langs'; did you mean 'lang'?"),
        ("[notices]\nlang = 'fr'\n", "'lang'"),
        ("[notices]\ndays = -1\n", "'days'"),
        (HOOK.replace("https", "http"), "http is for this machine only"),
        (HOOK.replace("https://", "ftp://"), "begins with https"),
        (HOOK.replace("hooks.example", "u:p4ss@hooks.example"), "leave user, password"),
        (HOOK.replace("hooks.example", "[::1"), "'webhook.1.url"),
        (HOOK + 'secret_env = "X"\n', "give one of secret, secret_file, secret_env"),
        (HOOK.replace('secret = "s3cret-s3cret"\n', ""), "give one of secret"),
        (HOOK.replace("name", "naem"), "'webhook.1."),
        (HOOK.replace('"ops"', '"a b"'), "'webhook.1.name'"),
        (HOOK + "kinds = ['violations']\n", "'webhook.1.kinds"),
        (HOOK + HOOK, "two channels are named 'ops'"),
        (MAIL.replace("a@y.example", "a@y.example\\nBcc: z@z.example"), "not one e-mail address"),
        (MAIL.replace("m@x.example", "m"), "not one e-mail address"),
        (MAIL.replace('["a@y.example"]', "[]"), "'mail.1.to'"),
        (MAIL + "user = 'u'\n", "user goes with one of password"),
        (MAIL + "user = 'u'\npassword = 's3cret-s3cret'\nsecurity = 'none'\n", "not sent without encryption"),
        ("notices = 3\n", "'notices'"),
    ],
)
def test_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UserError) as told:
        load(tmp_path, text)
    sentence = str(told.value)
    assert says in sentence
    assert sentence.startswith(f"{tmp_path / settings.NAME}: ")
    assert "s3cret" not in sentence and "p4ss" not in sentence and "\n" not in sentence


def test_secrets_from_a_file_and_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_text(" abc\n")
    monkeypatch.setenv("HOOK_SECRET", "def")
    assert settings.secret(tmp_path, "", "key", "") == "abc"
    assert settings.secret(tmp_path, "", "", "HOOK_SECRET") == "def"
    (tmp_path / "key").write_text("\n")
    for file, variable, says in (
        ("key", "", "is empty"),
        ("gone", "", "cannot be read"),
        ("", "GONE_SECRET", "not set"),
    ):
        with pytest.raises(UserError, match=says):
            settings.secret(tmp_path, "", file, variable)
