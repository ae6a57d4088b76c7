### 微信公众号

problem-aes-key = EncodingAESKey 是 43 位字母和数字，照后台抄

setting-wechat-app_id = 公众号的 AppID；设了才开微信
setting-wechat-app_secret = AppSecret，主动发消息、发布菜单时才用
setting-wechat-token = 后台“服务器配置”里自己定的 Token
setting-wechat-aes_key = 后台的 EncodingAESKey，43 位
setting-wechat-api_base = 微信接口的地址，走代理时改
setting-wechat-verified = 账号认证过、能发客服消息时填 true
setting-wechat-deadline = 几秒内没有答案就先不等，要小于 5
setting-wechat-plain = 允许明文模式，只给测试号用

wechat-choice = 回复 { $number }：{ $link }
wechat-more = 更多
wechat-goes-on = 还没完：点 { $link } 看剩下的，或回复 1
wechat-fetch = 看结果
wechat-still-asking = 还在查，平台回得慢。过几秒点 { $link }，或回复 1
wechat-not-kept = 现在存不了消息，这次没查。过一分钟再发一次
wechat-earlier = { $day } { $time } 的答案：
wechat-nothing-waits = 结果都给过了，没有剩下的。要再查，把卡号发过来

wechat-welcome = 你好，这里是卡诊所。Prefer English? Send “English”.

wechat-image = 图片我还看不了，把卡面上的卡号打成文字发过来
wechat-voice = 语音我听不了，把卡号打成文字发过来
wechat-video = 视频我看不了，把卡号打成文字发过来
wechat-location = 位置帮不上忙，查卡要的是卡号
wechat-link = 链接我打不开，把里面的卡号复制成文字发过来
wechat-only-words = 这个转不给客服，写文字或者发图片
wechat-scan = 没扫出卡号，把卡面上的卡号打成文字发过来

serve-wechat-plain = 注意：微信明文模式开着（SIMCLINIC_WECHAT__PLAIN），谁看到一次请求就能冒充微信。只给测试号用。

wechat-menu-now = 现在的菜单：
wechat-menu-new = 要换成：
wechat-menu-none = 现在没有菜单。
wechat-menu-same = 菜单已经是这样，不用换
wechat-menu-sure = 现在换吗？
wechat-menu-left = 没有换
wechat-menu-published = 换好了。手机上 5 分钟内看到；取消关注再关注，马上看到
wechat-unreachable = 连不上微信（{ $reason }）。检查网络和 SIMCLINIC_WECHAT__API_BASE
wechat-refused-40013 = AppID 不对（40013）。照后台抄 SIMCLINIC_WECHAT__APP_ID
wechat-refused-40125 = AppSecret 不对（40125）。后台重置过的话，旧的就作废了
wechat-refused-40164 = 这台机器的 IP 不在后台的“IP 白名单”里（40164）：{ $said }
wechat-refused-48001 = 这个账号没有这项权限（48001）。没认证的订阅号不能用菜单和客服消息
wechat-refused-other = 微信不肯（{ $code }）：{ $said }

doctor-wechat = 微信
doctor-wechat-off = 没开（没设 SIMCLINIC_WECHAT__APP_ID）
doctor-wechat-passive = 只能 5 秒内回答，不能主动发：没设 SIMCLINIC_WECHAT__APP_SECRET
doctor-wechat-read = 拿到 access_token，{ $verified ->
    [yes] 能主动发消息
   *[no] 不主动发消息（没设 SIMCLINIC_WECHAT__VERIFIED）
}
