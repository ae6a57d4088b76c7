### The WeChat Official Account

problem-aes-key = an EncodingAESKey has 43 letters and digits; copy it from the console

setting-wechat-app_id = the Official Account's AppID; setting it switches WeChat on
setting-wechat-app_secret = the AppSecret, needed only to push messages and to publish the menu
setting-wechat-token = the Token you chose in the console's server configuration
setting-wechat-aes_key = the console's EncodingAESKey, 43 characters
setting-wechat-api_base = WeChat's API address, for a proxy
setting-wechat-verified = true when the account is verified and may push customer-service messages
setting-wechat-deadline = after how many seconds an answer is no longer waited for, below 5
setting-wechat-plain = accept plain mode, for a test account only

wechat-choice = Reply { $number }: { $link }
wechat-more = More
wechat-goes-on = There is more: tap { $link }, or reply 1
wechat-fetch = See the answer
wechat-still-asking = Still checking: the platform is slow. In a few seconds tap { $link }, or reply 1
wechat-not-kept = We can't save messages right now, so nothing was checked. Send it again in a minute
wechat-earlier = The answer from { $day }, { $time }:
wechat-nothing-waits = You've had every answer; nothing is waiting. To check again, send the card number

wechat-welcome = Hello, this is SIM Clinic. Send "中文" for Chinese.

wechat-image = I can't read pictures yet. Type the number that's printed on the card
wechat-voice = I can't listen to voice messages. Type the card number
wechat-video = I can't watch videos. Type the card number
wechat-location = A location doesn't help here; the card number does
wechat-link = I can't open links. Copy the card number out of it and send it as text
wechat-only-words = That can't be passed on to the agent; write it, or send a picture
wechat-scan = No card number in that code. Type the number that's printed on the card

serve-wechat-plain = WARNING: WeChat's plain mode is on (SIMCLINIC_WECHAT__PLAIN); whoever sees one request can pose as WeChat. For a test account only.

wechat-menu-now = The menu now:
wechat-menu-new = It becomes:
wechat-menu-none = There is no menu now.
wechat-menu-same = The menu is like that already; nothing to change
wechat-menu-sure = Change it now?
wechat-menu-left = Nothing was changed
wechat-menu-published = Done. Phones show it within 5 minutes, or at once after following the account anew
wechat-unreachable = WeChat can't be reached ({ $reason }); check the network and SIMCLINIC_WECHAT__API_BASE
wechat-refused-40013 = Wrong AppID (40013); copy SIMCLINIC_WECHAT__APP_ID from the console
wechat-refused-40125 = Wrong AppSecret (40125); a reset in the console ends the old one
wechat-refused-40164 = This machine's IP address isn't on the console's IP list (IP白名单, 40164): { $said }
wechat-refused-48001 = The account has no right to this (48001); unverified subscription accounts have no menu and no customer-service messages
wechat-refused-other = WeChat refuses ({ $code }): { $said }

doctor-wechat = WeChat
doctor-wechat-off = off (SIMCLINIC_WECHAT__APP_ID isn't set)
doctor-wechat-passive = answers within five seconds only, can't push: SIMCLINIC_WECHAT__APP_SECRET isn't set
doctor-wechat-read = got an access token; { $verified ->
    [yes] pushes messages
   *[no] doesn't push (SIMCLINIC_WECHAT__VERIFIED isn't set)
}
