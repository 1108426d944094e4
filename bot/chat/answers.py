"""Every sentence that the bot says about what it was sent, and in its forms."""

LONGEST = 3_000  # UTF-16 units: as much as one box of a form holds
MOST_PHOTOS = 4

EMPTY = "That message has no words and no photo, so there is nothing to post."
FAR_TOO_LONG = (
    "That message is far too long for a post, so it was not read. Send me the post "
    "itself: X takes 280 characters."
)
IN_A_THREAD = (
    "I do not read replies. Send a new message to me and I take it as a draft. To "
    "change a draft, edit your own message, or press Edit on its card."
)
GUEST = (
    "You are a guest in this workspace, and only staff may put a draft forward (1.2). "
    "Nothing was kept."
)
STRANGER = (
    "You are not from this school's workspace, and only its staff may put a draft "
    "forward (1.2). Nothing was kept."
)
LEFT = "This account is closed, and only staff may put a draft forward (1.2)."
TOO_MANY_PHOTOS = (
    "X takes 4 photos with a post. I kept the first 4 and left the others out."
)
SO_WITHDRAWN = "What you had sent before is not put forward any more."
DELETED_TOO_LATE = (
    "You deleted your message, but its post is out already, or on its way. To take it "
    "down, delete it on the school's account."
)

STILL_OUT = (
    "What you had sent before is out already, or on its way. To take it down, delete "
    "it on the school's account."
)

LOOKING = "Looking at {photos}…"
PHOTO_LEFT_OUT = (
    "Your draft goes on without it: edit your message or withdraw the draft if it "
    "needs the photo."
)
FLAWS = {  # by vision.clean.Flaw
    "empty": "That file is empty, so there is no photo in it.",
    "not a picture": "That file is no photo that I can use. Send a JPEG, PNG, WebP or "
    "HEIC, please.",
    "animated": "I take no videos and no moving pictures. Send a still photo, please.",
    "too large": "That photo is too large: 20 MB and 51 million pixels are the most.",
    "damaged": "That photo is damaged, and I cannot open it. Send it again, please.",
}
NO_FILE_ACCESS = (
    "I am not allowed to read files here, so I could not take your photo. Ask whoever "
    "looks after Schoolgate to install it again: the scope files:read is missing."
)
FILE_GONE = "That file is not in Slack any more, so I could not take it."

BLUR_READY = "Your photo, before and after."
BLURRED = "Photo {numbers} is above, before and after. Use it blurred?"
BLURRED_SEVERAL = "Photos {numbers} are above, before and after. Use them blurred?"
BLUR_TAKEN = (
    "Your draft has it blurred now. To undo that, press the button on its card."
)
BLUR_LEFT = "Nothing was blurred."
BLUR_AGAIN = "There is a newer offer below."
BLUR_FAILED = (
    "I could not blur that well enough to hide who it is. Crop the photo, or choose "
    "another one, please."
)
NOTHING_TO_BLUR = (
    "Nothing was ticked, so nothing was blurred. Press the button again, and tick what "
    "to blur."
)

# By the kind of what was given up; the words were never read, or never acted on.
NOT_TAKEN = (
    "I could not deal with the draft that you sent on {at}, and it goes no further. "
    "Please send it again as a new message. If that fails too, tell whoever looks "
    "after Schoolgate."
)
NOT_CHANGED = (
    "I could not take the change that you made on {at}: your draft stands as it was. "
    "Please press Edit on its card, or Withdraw."
)
NOT_HANDLED = {
    "message": NOT_TAKEN,
    "compose": NOT_TAKEN,
    "message changed": NOT_CHANGED,
    "amend": NOT_CHANGED,
    "message deleted": "I could not withdraw the draft that you deleted on {at}. "
    "Please press Withdraw on its card.",
}
NOT_PRESSED = (
    "I could not do what you pressed on {at}, so nothing has changed. Please look at "
    "the card, and press again. If that fails too, tell whoever looks after Schoolgate."
)

# --- forms ------------------------------------------------------------------------

FORM_FAILED = "That form could not be opened. Please press the button again."
OUT_OF_DATE = (
    "That card is out of date, as the draft has changed since. Please look at it as it "
    "is now."
)

NEW_DRAFT = "New draft"
EDIT_DRAFT = "Edit the draft"
DESCRIBE_PHOTOS = "About the photos"
NOT_THIS_WAY = "Not as it stands"
BEFORE = "Before you approve"
CHECK_IT = "Check it"
SEND_BACK = "Send"
CANCEL = "Cancel"

THE_POST = "The words of the post"
PHOTOS_GONE = (
    "Schoolgate has deleted its copies of the photos. To post the words alone, put "
    "them forward again here. To post the photos too, send me both in a new message."
)
PHOTOS_BY_MESSAGE = (
    "To post photos, send me the draft as a direct message with the photos in it."
)
ALT = "What does photo {number} show? Say it for people who cannot see it, no names."
RECOGNISABLE = "Can anybody be recognised in photo {number}?"
HOW_MANY = {
    "nobody": "No, nobody",
    "one": "Yes, one person",
    "group": "Yes, several people",
}
WHO_IS_IT = "Who is the one person in photo {number}?"
BLUR_PARTS = "Blur parts of photos"
BLUR_PREVIEWED = "I show you the photos before and after. Then you choose."
BLUR_THEM = "Show me"
WHAT_TO_BLUR = "What shall be blurred in photo {number}?"
ALL_FACES = "All {count} faces"
ONE_FACE = "The face{place}"
FACE_OF_SEVERAL = "Face {number} from the left{place}"
ONE_TEXT = "“{text}”{place}"
TIMING = "Can it wait for posting hours?"
CAN_WAIT = "Yes, it can wait"
SCHOOL_EVENT = "No, it is about a school event: a match, a trip, a performance"
URGENT_NEWS = "No, it is urgent school news, such as a closure"
MAYBE_A_CHILD = "a child, or it may be one"
DECISION = "What should happen?"
ASK_FOR_CHANGES = "Its author should change it"
DECLINE = "It should not be posted at all"
REASON = "Why? Its author will read this."
YES = "Yes"

NEEDS_WORDS = "Write the words of the post, please."
NEEDS_REASON = "Say why in a few words, please: its author will read it."
NEEDS_ANSWER = "Say which it is, please: a leader will see your answer."
NEEDS_TICK = "Tick this if it is so. If it is not, cancel, and decline the post."


def what_is(about: str) -> str:
    return f"Who or what is “{about}”?"
