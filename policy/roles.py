"""The words for the part that somebody plays: a grown-up's, a pupil's, or either."""

# "ta" in small letters is thanks, and "on the coach" is no trainer.
GROWN_UP = (
    r"(?:(?:(?-i:PE)|class|cover|deputy|dinner|executive|fire|football|kitchen|lollipop"
    r"|lunch(?:time)?|midday|minibus|music|office|police|school|site|student|supply"
    r"|swimming|teaching)\s)?"
    r"(?:(?-i:TA|HLTA|LSA|SENCO|PCSO)|apprentice|assistant|aunt(?:ie|y)?|author|builder"
    r"|bursar|carer|caretaker|chaplain|chef|cleaner|coordinator|councillor|counsellor"
    r"|cook|(?<!\bon\sthe\s)(?<!\bon\sour\s)(?<!\bby\s)coach|dad|daddy|dentist|doctor"
    r"|driver|farmer|fire ?fighter|fireman|gardener|gentleman|governor|gran|grandad"
    r"|grandma|grandpa|granny|guide|headteacher|head teacher|illustrator|imam"
    r"|instructor|judge|lady|librarian|lifeguard|man|manager|mayor|mum"
    r"|mummy|musician|nan|nana|nanny|nurse|officer|paramedic|parent|poet|postman|potter|priest"
    r"|principal|rabbi|ranger|receptionist|scientist|secretary|speaker|storyteller"
    r"|supervisor|teacher|trainer|tutor|uncle|vet|vicar|visitor|volunteer|woman)"
)
A_PUPILS = (
    r"(?:captain|goalkeeper|goalie|keeper|striker|winner|champion|champ"
    r"|superstar|star|artist|reader|writer|mathematician|helper|pupil|student|child|boy"
    r"|girl|lad|lass|friend|singer|dancer|runner|swimmer|reporter|prefect|monitor"
    r"|opener|sub|defender|bowler|batter|scorer|drummer|pianist|twin|triplet|brother"
    r"|sister|sibling|cousin|classmate|player|starter|newcomer|finalist|ambassador"
    r"|leader|representative|rep|mentor|actor|athlete|gymnast|cyclist|footballer"
    r"|cricketer|baker|designer|inventor|chair|treasurer|mascot|soloist|narrator"
    r"|qualifier)s?"
)
ROLE = rf"(?:{GROWN_UP}s?|{A_PUPILS})"
