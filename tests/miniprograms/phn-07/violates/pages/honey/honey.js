const TEXT = {
  acacia: '青龙县祖山脚下四十箱蜂，花期十一天，水分十八以下，罐底有采收日期。',
  jujube: '平原枣区，转地放蜂，酶值高，开盖后三个月内吃完。',
  comb: '连巢一起嚼，蜡可以吐掉；夏天发货加冰袋。',
}

Page({ data: { text: '' }, onLoad({ id }) { this.setData({ text: TEXT[id] || TEXT.acacia }) } })
