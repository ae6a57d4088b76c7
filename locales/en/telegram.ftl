### Telegram: commands, buttons, and what can't be read

telegram-command-start = Check a card: just send its number
telegram-command-help = What I can do
telegram-command-lang = Language / 换语言
telegram-command-en = Answer in English
telegram-command-zh = 用中文回答
telegram-command-privacy = What is kept, and how to delete it
telegram-description = Send the number of a Chinese IoT SIM card (ICCID, starts with 8986, printed on the card) and read what's wrong with it, whether you can fix it, and how. English or 中文.
telegram-short-description = Send a SIM card's number; read what's wrong with it and how to fix it

telegram-explain = What does that mean?
telegram-say-explain = What is { $term }?
telegram-language = English
telegram-which-language = Which language?
telegram-in-private = Details in private
telegram-only-in-private = I only send that in private

telegram-pressed-ask = One moment
telegram-pressed-again = Checking
telegram-pressed-turn = Now in English
telegram-button-old = That button is too old; send the number again
telegram-unchanged = nothing has changed (checked at { $time })
telegram-changed = changed (checked at { $time }). Before: { $before }
telegram-updated = same state, with news (checked at { $time }): { $line }

telegram-photo = I can't read pictures yet; type the number printed on the card and send it
telegram-voice = I can't listen to voice messages; type the card number and send it
telegram-sticker = Got it. To check a card, send its number
telegram-document = I can't read files yet; copy the card numbers out of it and send them as text, up to 10 at once
telegram-location = A location doesn't help here; what I need is the card's number
telegram-other = I can't read that; type the card number and send it

telegram-list-begun = Got { $name }. Checking it now; the spreadsheet comes when it's done
telegram-list-next = Got { $name }. Its turn comes after the list before it
telegram-list-progress = Rows checked: { $rows } · { $percent }% of the file
telegram-list-stop = Stop
telegram-list-stopping = Stopping
telegram-list-stopped = Stopped. Nothing of { $name } is kept
telegram-list-over = That list isn't being checked any more
telegram-list-done = { $name }: done
telegram-list-too-large = { $name } is too large: Telegram gives me 20 MB at most. Split it and send the parts
telegram-list-unfetched = Telegram doesn't give me { $name }. Send it again
telegram-list-too-large-back = The spreadsheet is larger than the 50 MB that Telegram takes. Split the list and send the parts

doctor-telegram = Telegram
doctor-telegram-off = off (SIMCLINIC_TELEGRAM__TOKEN is not set)
doctor-telegram-read = @{ $name }, { $mode }
doctor-telegram-invalid = Telegram doesn't know this token; get a new one from @BotFather
doctor-telegram-down = cannot reach { $host }
problem-webhook-url = webhook mode needs an https address
problem-webhook-secret = webhook mode needs a secret: 1 to 256 characters, only letters, digits, _ and -

setting-telegram-token = the bot's token, from @BotFather; setting it switches Telegram on
setting-telegram-api_base = the Bot API's address, for a proxy or a server of your own
setting-telegram-mode = how messages come in: polling or webhook
setting-telegram-webhook_url = in webhook mode, the https address at which Telegram finds us, ending in /telegram
setting-telegram-webhook_secret = in webhook mode, the secret: 1 to 256 characters, only letters, digits, _ and -
