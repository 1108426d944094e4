"""The written forms of addresses on the net, as pieces of verbose regexes.

Every repeat is bounded where something must follow it, so that matching takes
linear time on any text. To be used with regex.VERBOSE and regex.IGNORECASE.
"""

EMAIL = r"(?<![\w.+-]) [\w.+-]{1,64} @ [\w-]{1,63} (?:\.[\w-]{1,63}){1,6}"
# A bare domain is lower case or capitals: in "Well done.Me too" the stop is a stop.
LINK = r"""
    (?<!\w) (?: https?:// | www\. ) [^\s<>"]+
  | (?<![\w@.-]) (?: [\w-]{2,63} \. ){1,4}
    (?-i: (?:com|org|net|co|uk|sch|ac|gov|info|eu|scot|wales|cymru|london)
          \b (?!\.\w|@) (?:/[^\s<>"]*)?
        | (?:ly|me|io|gl|be|gd|to|link|page|app) / [^\s<>"]+ )
"""
FILE = r"""
    (?<!\w) [\w-]{1,100} (?:\ ?\(\d{1,3}\))? \.
    (?:jpe?g|png|heic|gif|webp|pdf|docx?|xlsx?|pptx?|mp4|mov|csv|txt) \b
"""
HANDLE = r"""
    (?<![\w@]) @ (?: \ (?=[^\W_]{1,30}_\w) )?
    (?! \d{1,2} (?:[ap]m|st|nd|rd|th)? \b ) \w+ (?: \. (?-i:\p{Ll}) \w* )?
"""
HASHTAG = r"(?<![\w&]) \# \w* \p{L} \w*"
