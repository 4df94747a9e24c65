"""One side of a comparison, read from a pack that was verified."""

from pathlib import Path

from detectors import catalogue
from detectors.facts import coverage, kinds, recipients, transmissions, uses
from detectors.judge import judge_all
from detectors.verdict import Text
from recording.recording import Recording
from reports import findings, plain, sarif
from reports.difference.fingerprint import fingerprint, is_page
from reports.difference.moments import Moments
from reports.difference.results import Result, sealed
from reports.difference.side import Found, Judged, Party, Reach, Side
from reports.existing import Existing, open_pack
from reports.pack import PackError
from reports.review import decisions, rulings
from reports.review.rulings import Ruling


def side(root: Path, *, judged_again: bool = False) -> Side:
    """Raises PackError, ReviewError. ``judged_again``: by this version's rules instead of as sealed."""
    pack = open_pack(root)
    recording = Recording(pack.original)
    try:
        results = _judged(recording) if judged_again else sealed(root)
        return _side(pack, recording, results, rulings.rulings(decisions.sound(root)))
    except RecursionError:
        raise PackError(f"{root}: a file below data/original/ is nested too deeply to be read") from None
    except OSError as error:
        raise PackError(f"{root}: the pack cannot be read ({error.strerror})") from None
    except (ValueError, TypeError, KeyError, AttributeError):
        raise PackError(f"{root}: what was recorded is not as minispect writes it") from None


def _judged(recording: Recording) -> list[Result]:
    verdicts = judge_all(recording)
    built = sarif.build(recording, verdicts, findings.numbered(verdicts))
    return [Result.model_validate(one) for one in built["runs"][0]["results"]]


def _side(pack: Existing, recording: Recording, results: list[Result], ruled: list[Ruling]) -> Side:
    about = pack.inspection
    reach = _reach(pack, recording)
    return Side(
        id=about.id,
        appid=about.target.appid,
        name=about.target.name,
        operator=about.target.operator,
        version=about.target.version,
        packages=about.target.package_sha256,
        started=about.time.started,
        lang=about.lang,
        rules=about.tool.rules_sha256,
        verdicts={r.check: Judged(verdict=r.properties.verdict, reason=r.properties.reason) for r in reversed(results)},
        findings=_findings(recording, results, _pages(pack) | set(recording.declared_pages), ruled),
        reach=reach,
        parties=_parties(recording),
        asked=tuple(sorted({use.kind for use in uses.uses(recording)})),
        declared=_declared(recording),
        in_app=_in_app(recording),
    )


def _pages(pack: Existing) -> set[str]:
    """Paths of all pages that an inspection knows of."""
    scope = pack.inspection.scope
    return {path.strip("/") for path in (*scope.walked, *scope.direct, *(one.path for one in scope.unvisited))}


def _found(result: Result, known: set[str], moments: Moments, recording: Recording) -> Found | None:
    """A result as a finding; None for a verdict without one. A check of a newer version goes by its id."""
    said, entry = result.properties, catalogue.entries().get(result.check)
    if not said.number:
        return None
    seqs = tuple(sorted({*said.events, *said.flows, *said.screens}))
    api, file, line = result.call
    seen = {recording.by_seq[seq].page.strip("/") for seq in seqs if seq in recording.by_seq}
    return Found(
        number=said.number,
        check=result.check,
        verdict=said.verdict,
        severity=entry.severity if entry is not None else said.severity,
        needs_person=entry is not None and entry.verdict_by != "machine",
        fingerprint=fingerprint(result.check, said.subject, known),
        mark=result.mark,
        title=entry.title if entry is not None else Text(zh=result.check, en=result.check),
        reason=said.reason,
        page=result.page,
        pages=tuple(sorted({result.page, *seen} - {""})),
        own_page=any(is_page(part, known) for part in said.subject),
        run=said.run,
        moment=moments.of(said.flows or said.events or said.screens),
        api=api,
        file=file,
        line=line,
        kinds=tuple(sorted({hit.kind for hit in said.hits if hit.kind})),
        domains=tuple(sorted({recipients.registrable(hit.host) for hit in said.hits if hit.host})),
        screens=said.screens,
    )


def _findings(recording: Recording, results: list[Result], known: set[str], ruled: list[Ruling]) -> tuple[Found, ...]:
    moments = Moments(recording)
    made = (_found(result, known, moments, recording) for result in results)
    return tuple(
        one.model_copy(update={"ruling": rulings.ruling_of(ruled, one.number, one.mark)})
        for one in made
        if one is not None
    )


def _reach(pack: Existing, recording: Recording) -> Reach:
    about, facts = pack.inspection, coverage.coverage(recording)
    entry = about.target.entry
    return Reach(
        driver=about.target.driver,
        backend=about.access.backend,
        entry=entry.path.strip("/"),
        scene=entry.scene,
        declared=tuple(path.strip("/") for path in recording.declared_pages),
        walked=tuple(path.strip("/") for path in about.scope.walked),
        direct=tuple(path.strip("/") for path in about.scope.direct),
        ended=facts.ended,
        capture=facts.capture,
        interrupted=about.scope.interrupted,
        missing=facts.missing,
    )


def _parties(recording: Recording) -> tuple[Party, ...]:
    """Everybody that the program sent anything to."""
    carried: dict[str, set[str]] = {}
    for one in transmissions.transmissions(recording):
        if one.proof and kinds.personal(one.kind):
            carried.setdefault(one.recipient.domain, set()).add(one.kind)
    made: dict[str, Party] = {}
    for flow in transmissions.sent(recording):
        to = transmissions.to(recording, flow)
        if to.domain:
            held = tuple(sorted(carried.get(to.domain, ())))
            party = Party(domain=to.domain, owner=to.owner, organisation=to.organisation, kinds=held)
            made.setdefault(to.domain, party)
    return tuple(made[domain] for domain in sorted(made))


def _declared(recording: Recording) -> tuple[str, ...] | None:
    """Each kind that the guidelines name, of the operator and of each SDK; None where the guidelines are unknown."""
    guidelines = recording.profile.declared
    if guidelines is None:
        return None
    named = [f"guidelines: {key}" for key in guidelines.keys]
    for sdk in guidelines.sdk_privacy_info_list:
        named += [f"sdk {sdk.sdk_name}: {item.privacy_key}" for item in sdk.sdk_list] or [f"sdk {sdk.sdk_name}"]
    return tuple(sorted({plain.line(item, 120) for item in named}))


def _in_app(recording: Recording) -> tuple[str, ...]:
    """What app.json asks for: private interfaces, permissions, plugins."""
    listed = {field: recording.app.get(field) for field in ("requiredPrivateInfos", "permission", "plugins")}
    named = (
        f"app.json {field}: {item}"
        for field, items in listed.items()
        if isinstance(items, list | dict)
        for item in items
    )
    return tuple(sorted({plain.line(item, 120) for item in named}))
