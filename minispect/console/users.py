"""The people who log in."""

import unicodedata

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from minispect.console import passwords
from minispect.console.audit import COMMAND, OPEN
from minispect.console.roles import ROLES
from minispect.exits import UserError
from minispect.store.columns import now
from minispect.store.people import Role, User
from minispect.store.people import Session as Login

_LONGEST = 100


def exist(db: Session) -> bool:
    """Whether anybody was ever added; from then on everyone logs in, also when all are disabled."""
    return db.execute(select(User.id).limit(1)).first() is not None


def able(db: Session) -> bool:
    """Whether anybody can log in."""
    return db.execute(select(User.id).where(User.disabled_at.is_(None)).limit(1)).first() is not None


def everyone(db: Session) -> list[User]:
    """All of them by name, the disabled ones too."""
    return list(db.scalars(select(User).order_by(User.name)))


def find(db: Session, name: str) -> User:
    """Raises UserError when there is no such user."""
    found = db.scalars(select(User).where(User.name == name)).one_or_none()
    if found is None:
        raise UserError(f"there is no user {name}; 'minispect serve users list' names all")
    return found


def add(db: Session, name: str, role: str, password: str, lang: str = "zh") -> User:
    """Raises UserError for a name that is taken or cannot be one, an unknown role, a password that is too short."""
    if not _is_name(name):
        raise UserError(
            f"{name!a}: a user's name has 1 to {_LONGEST} visible characters, no spaces at its ends, and is not {OPEN} "
            f"or {COMMAND}"
        )
    if db.scalars(select(User).where(User.name == name)).one_or_none() is not None:
        raise UserError(f"there is a user {name} already; 'minispect serve users password {name}' sets a new password")
    user = User(name=name, role=_role(role), password_hash=passwords.hashed(password), lang=lang)
    db.add(user)
    db.flush()
    return user


def set_password(db: Session, name: str, password: str) -> None:
    """Also ends every session of that user, and enables a disabled one. Raises UserError."""
    user = find(db, name)
    user.password_hash = passwords.hashed(password)
    user.disabled_at = None
    end_sessions(db, user)


def set_role(db: Session, name: str, role: str) -> None:
    """Raises UserError when it would leave nobody who administers."""
    user = find(db, name)
    if _role(role) != "administrator":
        _keep_one(db, user)
    user.role = role
    end_sessions(db, user)


def disable(db: Session, name: str) -> None:
    """Raises UserError when it would leave nobody who administers."""
    user = find(db, name)
    _keep_one(db, user)
    user.disabled_at = now()
    end_sessions(db, user)


def end_sessions(db: Session, user: User) -> None:
    """Wherever they are logged in, they are no longer."""
    db.execute(delete(Login).where(Login.user_id == user.id))


def _keep_one(db: Session, user: User) -> None:
    others = select(func.count()).select_from(User)
    others = others.where(User.role == "administrator", User.disabled_at.is_(None), User.id != user.id)
    if user.role == "administrator" and user.disabled_at is None and not db.scalar(others):
        raise UserError(f"{user.name} is the only administrator; add another one first")


def _role(role: str) -> Role:
    for known in ROLES:
        if known == role:
            return known
    raise UserError(f"role {role!a}: give one of {', '.join(ROLES)}")


def _is_name(name: str) -> bool:
    """Nothing that steers a line or a terminal, one spelling only, and not how the audit log calls somebody else."""
    if name.casefold() in (OPEN, COMMAND):
        return False
    visible = all(unicodedata.category(c)[0] in "LNPS" or c == " " for c in name)
    return 0 < len(name) <= _LONGEST and name == name.strip() == unicodedata.normalize("NFC", name) and visible
