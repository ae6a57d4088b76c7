### 每个设置是做什么的；文档里的表由此生成

setting-database = 卡库放在哪；四条斜线是绝对路径
setting-demo = 卡库是空的时候装入演示卡
setting-default_lang = 看不出该用哪种语言时用这个
setting-timezone = 所有日期的时区
setting-rules = 没有更合适的规则包时用这个
setting-recharge_url = 充值、续费的网页；{ "{iccid}" } 会换成卡号
setting-real_name_url = 实名认证的网页；{ "{iccid}" } 会换成卡号
setting-support_contact = 怎么找到人工：电话、微信号、地址
setting-staff = 谁是客服：先写渠道，再写用户，例如 ["telegram:42"]
setting-api_key = 设了以后，接口要带这个密钥（Bearer）
setting-host = 服务监听的地址
setting-port = 服务监听的端口
setting-public_url = 别人打开网页用的地址，例如 https://sim.example；不设就用监听的地址和端口
setting-rate_limit = 一个用户每分钟最多发几条；一个地址是它的十倍
setting-keep_texts_days = 对话原文保留几天
setting-keep_audit_days = 审计记录（谁在什么时候对哪张卡做了什么）保留几天
setting-log = 日志怎么写：auto、json、text
setting-sources = 查卡时按什么顺序问哪些数据源；不设就先问配好的平台，再查卡库
settings-name = 设置
settings-default = 默认
settings-meaning = 做什么用
