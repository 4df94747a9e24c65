const TEXT = [
  '钟繇《宣示表》起手，十二次课写完一页小楷，老师：龔沛霖。',
  '从定弦与八法开始，期末能弹《仙翁操》，老师：蘇季孺。',
  '青田石一方，白文朱文各刻一枚，老师：鄭蘭如。',
]

Page({
  data: { text: '' },
  onLoad(query) { this.setData({ text: TEXT[Number(query.at) || 0] }) },
})
