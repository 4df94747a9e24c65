Page({
  data: {
    jobs: [
      { what: '换伞骨', fee: '一根六元', how: '单骨折断的不用整副换，钢骨、玻纤骨都有现货，等十分钟。' },
      { what: '补伞面', fee: '十元起', how: '同色布内贴，不走线，黑胶伞补过照样防晒。' },
      { what: '修自动开关', fee: '十五元', how: '多半是弹簧脱钩，少数要换整个中棒，提前说价。' },
      { what: '油纸伞翻新', fee: '八十元起', how: '重刷桐油三遍，阴干一周，只收竹骨完好的。' },
    ],
    how: '',
  },
  how(e) { this.setData({ how: e.currentTarget.dataset.how }) },
})
