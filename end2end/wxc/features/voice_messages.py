"""What callers have left in the mailbox: one message of two seconds, from a number outside."""

from expectations import NOT_THERE, expect, expect_hidden, expect_refusal
from world import World

DELETED = "The message was deleted already."
NUMBER = "+442079460100"


def check(world: World) -> None:
    mailbox = world.user.telephony.voice_messaging
    [message] = list(mailbox.list())
    expect("length of the message", message.duration, 2)
    expect("number of the caller", message.calling_party.number, NUMBER)
    expect("privacy of the caller", message.calling_party.privacy_enabled, False)
    expect("message is urgent", message.urgent, False)
    expect("message is confidential", message.confidential, False)
    for other in (mailbox.members_me, mailbox):
        _counts(other, new=1, old=0)
        other.mark_as_read(message_id=message.id)
        expect("message is read", [it.read for it in mailbox.list()], [True])
        _counts(other, new=0, old=1)
        other.mark_as_unread(message_id=message.id)
        _counts(other, new=1, old=0)
    mailbox.members_me.mark_as_read()
    _counts(mailbox, new=0, old=1)
    mailbox.members_me.mark_as_unread()
    expect("messages of mine", len(mailbox.members_me.list_messages()), 1)
    expect("shared mailboxes", mailbox.members_me.list_voice_message_memberships(), [])
    anna = world.company.person("jansen")
    with world.company.hidden(anna, "voicemail"):
        expect_hidden("hidden messages", lambda: list(mailbox.list()))
        expect_hidden("hidden summary", mailbox.summary)
    stranger = world.colleague.telephony.voice_messaging
    expect("messages of a colleague", list(stranger.list()), [])
    expect_refusal("a stranger deletes", 404, NOT_THERE, lambda: stranger.delete(message.id))
    mailbox.delete(message.id)
    expect("messages after that", list(mailbox.list()), [])
    expect_refusal("a second deletion", 409, DELETED, lambda: mailbox.delete(message.id))


def _counts(mailbox, new: int, old: int) -> None:
    read = getattr(mailbox, "get_message_summary", None) or mailbox.summary
    summary = read()
    expect("new messages", summary.new_messages, new)
    expect("old messages", summary.old_messages, old)
    expect("urgent messages", (summary.new_urgent_messages, summary.old_urgent_messages), (0, 0))
