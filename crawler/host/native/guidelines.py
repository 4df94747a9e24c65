"""The platform's privacy guidelines page, rendered from what the profile says is declared."""

from collections.abc import Mapping
from typing import Any

from crawler.host.native.drawings import Spec, page
from crawler.host.native.texts import kind_name, text
from recording import scopes
from recording.profile import Declaration, Declared, Profile, SdkDeclaration

_CONTACTS = ("contact_email", "contact_phone", "contact_qq", "contact_weixin")


def contract_page(profile: Profile, app: str) -> Spec:
    """Operator, kinds with their purposes, SDKs, contact, storage period; what is unknown is said to be."""
    declared = profile.declared
    operator = profile.target.operator or text("contract", "operator_unknown")
    blocks = [_text(text("contract", "intro", app=app, operator=operator))]
    blocks += _section("kinds_heading", _kinds(profile))
    if declared is not None:
        blocks += _section("sdk_heading", _sdks(declared))
        blocks += _section("rights_heading", [text("contract", "rights")])
        blocks += _section("contact_heading", _contacts(declared.owner_setting))
        blocks += _section("storage_heading", [_storage(declared.owner_setting)])
    return page("contract", text("contract", "bar"), blocks)


def purpose_of(profile: Profile, kind: str) -> str:
    """The purpose the guidelines give for a kind; ``""`` when none is known."""
    for item in profile.declared.setting_list if profile.declared else ():
        if scopes.kind_of_key().get(item.privacy_key, item.privacy_key) == kind:
            return item.privacy_text
    return ""


def _kinds(profile: Profile) -> list[str]:
    if profile.declared is None:
        return [text("contract", "kinds_unknown")]
    if not profile.declared.setting_list or profile.host.no_collection_promised:
        return [text("contract", "kinds_none")]
    return [text("contract", "kinds_intro"), *(_kind_line(item) for item in profile.declared.setting_list)]


def _kind_line(item: Declaration) -> str:
    kind = kind_name(scopes.kind_of_key().get(item.privacy_key, item.privacy_key))
    if not item.privacy_text:
        return text("contract", "kind_line_bare", kind=kind)
    purpose = item.privacy_text.removeprefix("为了").removeprefix("用于")
    return text("contract", "kind_line", kind=kind, purpose=purpose)


def _sdks(declared: Declared) -> list[str]:
    return [_sdk(sdk) for sdk in declared.sdk_privacy_info_list] or [text("contract", "sdk_none")]


def _sdk(sdk: SdkDeclaration) -> str:
    keys = scopes.kind_of_key()
    kinds = [f"{kind_name(keys.get(i.privacy_key, i.privacy_key))} {i.privacy_text}".strip() for i in sdk.sdk_list]
    return text("contract", "sdk_line", sdk=sdk.sdk_name, business=sdk.sdk_biz_name, kinds="；".join(kinds))


def _contacts(owner: Mapping[str, Any]) -> list[str]:
    found = [text("contract", name, value=str(owner[name])) for name in _CONTACTS if owner.get(name)]
    return found or [text("contract", "contact_none")]


def _storage(owner: Mapping[str, Any]) -> str:
    return str(owner.get("store_expire_timestamp") or text("contract", "storage_default"))


def _section(heading: str, lines: list[str]) -> list[Spec]:
    return [{"kind": "heading", "text": text("contract", heading)}, *(_text(line) for line in lines)]


def _text(line: str) -> Spec:
    return {"kind": "text", "text": line}
