"""Account pages: sign up, confirm, sign in and out, reset, your account, CLPs, who has access."""

from __future__ import annotations

import json

from flask import Blueprint, Response, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from accounts import access, actions, forms, queries, restrictions
from accounts.access import may, signed_in, viewer
from accounts.models import Clp, Member, RoleGrant
from accounts.rules import Power, Role
from core import events, personal
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.pages import kept, leave
from core.web import done, found, local_path

bp = Blueprint("accounts", __name__)


@bp.get("/sign-up")
def sign_up() -> ResponseReturnValue:
    """The form for an account."""
    return render_template("accounts/sign_up.html", form=_sign_up_form())


@bp.post("/sign-up")
@limited("sign_up")
@once
def create_account() -> ResponseReturnValue:
    """Ask for an account; a code is mailed."""
    form = _sign_up_form()
    if form.validate():
        clp = db.session.get(Clp, form.clp_id.data)
        try:
            actions.sign_up(
                name=form.name.data or "",
                email=form.email.data or "",
                password=form.password.data or "",
                clp=found(clp),
                browser=access.browser(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(url_for("accounts.confirm", email=form.email.data))
    return render_template("accounts/sign_up.html", form=form), 422


def _sign_up_form() -> forms.SignUpForm:
    form = forms.SignUpForm(request.form)
    form.clp_id.choices = {"": [("", "Choose your CLP")], **queries.clp_choices()}
    return form


@bp.get("/confirm")
def confirm() -> ResponseReturnValue:
    """Where the code of the mail is typed."""
    return render_template("accounts/confirm.html", form=forms.ConfirmForm(request.args))


@bp.post("/confirm")
@limited("sign_in")
def create_confirmation() -> ResponseReturnValue:
    """Confirm the address and sign in."""
    form = forms.ConfirmForm(request.form)
    if form.validate():
        try:
            member = actions.confirm(
                form.email.data or "", form.code.data or "", browser=access.browser()
            )
        except Refused as refused:
            form.refuse(refused)
            events.commit()  # a wrong try counts
        else:
            return _signed_in(member, "Your e-mail address is confirmed. Welcome.")
    return render_template("accounts/confirm.html", form=form), 422


def _signed_in(member: Member, said: str, url: str = "/") -> ResponseReturnValue:
    token = actions.begin_session(member)
    access.begin(token)
    return done(url, said)


@bp.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """The form to sign in; `next` is where to go afterwards."""
    return render_template("accounts/sign_in.html", form=forms.SignInForm(), next=_next())


def _next() -> str:
    return local_path(request.values.get("next"))


@bp.post("/sign-in")
@limited("sign_in")
def create_session() -> ResponseReturnValue:
    """Sign in."""
    form = forms.SignInForm(request.form)
    if form.validate():
        try:
            member = actions.check_password(form.email.data or "", form.password.data or "")
        except Refused as refused:
            form.refuse(refused)
            events.commit()  # a wrong try counts
        else:
            return _signed_in(member, "", _next())
    return render_template("accounts/sign_in.html", form=form, next=_next()), 422


@bp.get("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Ask before signing out: a link alone must not change anything."""
    return render_template("accounts/sign_out.html")


@bp.post("/sign-out")
def end_session() -> ResponseReturnValue:
    """Sign out."""
    actions.end_session(access.end())
    return done("/", "You have signed out.")


@bp.get("/reset")
def ask_reset() -> ResponseReturnValue:
    """Ask for a code to choose a new password."""
    return render_template("accounts/ask_reset.html", form=forms.AskResetForm())


@bp.post("/reset")
@limited("sign_in")
def create_reset() -> ResponseReturnValue:
    """Mail the code; says the same whether or not the address has an account."""
    form = forms.AskResetForm(request.form)
    if not form.validate():
        return render_template("accounts/ask_reset.html", form=form), 422
    if actions.member_by_email(form.email.data or "") is not None:
        actions.send_code(form.email.data or "", "reset", browser=access.browser())
    return done(url_for("accounts.reset", email=form.email.data))


@bp.get("/reset/code")
def reset() -> ResponseReturnValue:
    """Where the code and the new password are typed."""
    return render_template("accounts/reset.html", form=forms.ResetForm(request.args))


@bp.post("/reset/code")
@limited("sign_in")
def create_password() -> ResponseReturnValue:
    """Set the new password and sign in."""
    form = forms.ResetForm(request.form)
    if form.validate():
        try:
            member = actions.reset_password(
                form.email.data or "",
                form.code.data or "",
                form.password.data or "",
                browser=access.browser(),
            )
        except Refused as refused:
            form.refuse(refused)
            events.commit()  # a wrong try counts
        else:
            return _signed_in(member, "Your new password is set. You are signed in.")
    return render_template("accounts/reset.html", form=form), 422


@bp.get("/account")
@signed_in
def account() -> ResponseReturnValue:
    """The member's own page."""
    member = found(db.session.get(Member, viewer().id))
    standing = restrictions.standing_of(member.id)
    return render_template("accounts/account.html", member=member, me=viewer(), standing=standing)


@bp.get("/account/data")
@signed_in
@limited("briefing")
def own_data() -> ResponseReturnValue:
    """All that is held about the member, as JSON to take away."""
    held = {"member": queries.held_about(viewer().id or 0), **personal.held_about(viewer().id or 0)}
    response = Response(json.dumps(held, indent=2, ensure_ascii=False), mimetype="application/json")
    response.headers["Content-Disposition"] = "attachment; filename=your-data.json"
    return response


@bp.get("/members/<int:member_id>")
@signed_in
def member(member_id: int) -> ResponseReturnValue:
    """What other members see of a member."""
    return render_template("accounts/member.html", person=found(queries.profile(member_id)))


@bp.get("/clps")
@kept(lambda: ("clps",))
def clps() -> ResponseReturnValue:
    """All CLPs by region, or those that ?q= names."""
    asked = request.args.get("q", "")[:100].strip()
    if asked:
        leave()  # too many different ones to keep
    return render_template("accounts/clps.html", asked=asked, regions=queries.clps_named(asked))


def own_clp() -> str:
    """A slot: the way to one's own CLP."""
    slug = viewer().clp_slug
    return Markup('<p><a href="/clps/{}">Go to your CLP</a></p>').format(slug) if slug else ""


@bp.record
def _offer_slot(state: BlueprintSetupState) -> None:
    state.app.extensions["pages"].slots.update(own_clp=own_clp)


@bp.get("/access")
@kept(lambda: ("access",))
def register() -> ResponseReturnValue:
    """Who has access to what: every role grant, in force and ended."""
    return render_template(
        "accounts/access.html",
        grants=queries.register(),
        may_grant=viewer().can(Power.GRANT),
    )


@bp.get("/access/new")
@may(Power.GRANT)
def new_grant() -> ResponseReturnValue:
    """The form to grant a role."""
    return render_template("accounts/grant.html", form=_grant_form())


def _grant_form() -> forms.GrantForm:
    form = forms.GrantForm(request.form)
    form.role.choices = [
        ("", "Choose a role"),
        *((role.value, role.value.title()) for role in Role),
    ]
    form.clp_id.choices = {"": [("0", "The whole party")], **queries.clp_choices()}
    return form


@bp.post("/access")
@may(Power.GRANT)
@once
def create_grant() -> ResponseReturnValue:
    """Grant a role."""
    form = _grant_form()
    if form.validate():
        try:
            member = actions.member_by_email(form.email.data or "")
            if member is None:
                raise Refused("No member has this e-mail address.")
            actions.grant_role(
                member,
                Role(form.role.data),
                clp_id=form.clp_id.data or None,
                reason=form.reason.data or "",
                by=viewer(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done("/access", f"{member.name} is now {form.role.data}.")
    return render_template("accounts/grant.html", form=form), 422


@bp.get("/access/<int:grant_id>/end")
@may(Power.GRANT)
def ask_end(grant_id: int) -> ResponseReturnValue:
    """The form to end a role."""
    grant = found(db.session.get(RoleGrant, grant_id))
    return render_template("accounts/end_grant.html", form=forms.EndForm(), grant=grant)


@bp.post("/access/<int:grant_id>/end")
@may(Power.GRANT)
@once
def end_grant(grant_id: int) -> ResponseReturnValue:
    """End a role, with the reason."""
    grant = found(db.session.get(RoleGrant, grant_id))
    form = forms.EndForm(request.form)
    if form.validate():
        try:
            actions.end_role(grant, reason=form.reason.data or "", by=viewer())
        except Refused as refused:
            form.refuse(refused)
        else:
            return done("/access", "The role has ended.")
    return render_template("accounts/end_grant.html", form=form, grant=grant), 422
