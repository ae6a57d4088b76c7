### 微信公众号

problem-aes-key = EncodingAESKey 是 43 位字母和数字，照后台抄

setting-wechat-app_id = 公众号的 AppID；设了才开微信
setting-wechat-app_secret = AppSecret，主动发消息、发布菜单时才用
setting-wechat-token = 后台“服务器配置”里自己定的 Token
setting-wechat-aes_key = 后台的 EncodingAESKey，43 位
setting-wechat-api_base = 微信接口的地址，走代理时改
setting-wechat-verified = 账号认证过、能发客服消息时填 true
setting-wechat-deadline = 几秒内没有答案就先不等，最多 5 秒
setting-wechat-plain = 允许明文模式，只给测试号用
