### 卡的状态：叫什么，第一行怎么说，接下来怎样；about 和 way 供“什么是……”用

state-testing =
    .name = 可测试（测试期）
    .verdict = 测试期：可以上网测试，{ $allowance ->
        [unknown] 测试流量有多少没公布
       *[other] 测试流量一共 { $allowance }
    }
    .verdict-soon = 测试期快结束了：之后进入静默期（未使用），插着的设备再上网就会激活计费
    .next = 测试流量用完或者测试期到了，卡会自动转到下一个状态。
    .about = 卡还在试用，有一点免费的测试流量，套餐没开始算。
    .way = 不用恢复。测试流量用完或者测试期到了，自动转到下一个状态。
state-unused =
    .name = 未使用（静默期）
    .verdict = 未使用：卡没有问题，插进设备上网就会激活
    .verdict-soon = 未使用，但快要强制激活了：到时候没用也开始计费
    .next = 一激活就开始计费，当天算整个周期。
    .about = 还没用过，套餐没开始算。放太久会被系统强制激活。
    .way = 不用恢复，插进设备上网就激活；要个人实名的卡先实名。
state-active =
    .name = 使用中
    .verdict = 使用中，平台没看到问题
    .verdict-unsure = 使用中，但有的没查到，还不能说没问题
    .next = 设备还是上不了网？多半是设备、信号或 APN：先断电 1 分钟。
    .about = 卡开着，套餐在计。不等于一定能上网：还可能断网、换了设备、设备离线。
    .way = 平台没停就不用恢复；上不了网先把设备断电 1 分钟，再发卡号来查。
state-partial =
    .name = 部分使用中
    .verdict = 部分使用中：多网卡里有的号能用，有的不能用
    .verdict-soon = { state-partial.verdict }
    .next = 哪个号能用，平台没说。能上网就不用管；上不了网找卖家，请他看是哪个号停了。
    .about = 一张卡里有几个运营商的号，有的能用，有的停了。
    .way = 能上网就不用管；上不了网找卖家查是哪个号停了。
state-suspended =
    .name = 已停用
    .about = 卡被停了，一般能恢复。停用有好几种：流量用完、没实名、换了设备、运营商管控、自己停的、到了上限。
    .way = 看是哪一种停用，发卡号来就能知道谁能恢复、怎么恢复。
state-stopped =
    .name = 已停机
    .about = 套餐到期没续，卡停了，号还留着：{ $cancel_days ->
        [unknown] 一直不续就自动销户
       *[other] 到期后 { $cancel_days } 个自然日没续就自动销户
    }。
    .way = 自动销户之前续费，号就能保住。
state-cancelled =
    .name = 已销户
    .about = 号已经收回，卡作废了。
    .way = 恢复不了，要换新卡。没用完的套餐问卖家。
