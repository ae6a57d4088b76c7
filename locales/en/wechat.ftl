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
