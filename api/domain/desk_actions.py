"""What is written into the audit of the desk: each action declared once, with the words in which auditors read it."""

from i18n.messages import mark

DESK_ACTIONS: dict[str, str] = {
    "signed-in": mark("signed in"),
    "sign-in-refused": mark("was refused at sign-in"),
    "signed-out": mark("signed out"),
    "member-added": mark("added a member of staff"),
    "member-reset": mark("gave a member of staff a new password and second factor"),
    "role-changed": mark("changed role, units or languages"),
    "member-removed": mark("removed a member of staff"),
    "called": mark("called the complainant"),
    "told-by-hand": mark("sent the complainant a message by hand"),
    "number-opened": mark("opened a number outside the safe hours"),
    "list-opened": mark("opened a list with names"),
    "list-saved": mark("saved a list with names as a table"),
    "case-opened": mark("opened a case"),
    "case-asked": mark("asked the complainant"),
    "case-answered": mark("answered the complainant"),
    "case-referred": mark("referred a case"),
    "case-proposed": mark("proposed to close a case"),
    "case-refused": mark("refused to close a case"),
    "case-closed": mark("closed a case"),
    "case-noted": mark("noted a step of a case from before"),
    "case-erased": mark("erased the words of a case"),
    "name-asked": mark("asked for the name in a case"),
    "name-granted": mark("agreed to the opening of a name"),
    "name-refused": mark("refused the opening of a name"),
    "name-opened": mark("opened the name in a case"),
    "file-opened": mark("opened a file of a case"),
    "chased": mark("chased a late answer"),
    "committee-told": mark("took a late case to the performance committee"),
}
"""Whoever adds an action adds its row here: the audit takes no other."""

DESK_REASONS: dict[str, str] = {
    "unknown": mark("no such user name"),
    "password": mark("wrong password"),
    "code": mark("wrong code"),
    "used-code": mark("the code had been used"),
    "no-factor": mark("no second factor yet"),
    "chase-one": mark("first chase"),
    "chase-two": mark("second chase"),
    "committee": mark("goes to the performance committee"),
}
"""Why it was done, by key. Why somebody was refused is for auditors only: whoever tries reads one sentence for all of it."""
CONSOLE, CLOCK = "console", "clock"
DESK_ACTORS: dict[str, str] = {CONSOLE: mark("by command"), CLOCK: mark("by the clock")}
"""Who acts where no member of staff does: a command on the machine of the desk, or time. Nobody is called so."""
