"""Notices: what concerns a member, on a page of their own and by mail.

Anyone to the left tells people with `actions.tell(member_ids, Why.REPLIED, subject, by=…)`, in the
transaction of what happened. Promises: nobody is told of what they did themselves, of who voted, or
of what they may not read, which is asked again when it is shown and when it is mailed; a mail is
never empty, never sent twice, and stopped at one press.
"""
