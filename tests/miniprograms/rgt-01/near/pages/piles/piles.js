Component({
  data: {
    piles: [
      { name: '肖坝旅游车站', free: 6, kw: 120, fee: '每度 1.18 元，停车两小时内免费' },
      { name: '苏稽古镇东', free: 2, kw: 60, fee: '每度 1.02 元，夜间谷价 0.62 元' },
      { name: '高铁乐山站 P2', free: 11, kw: 180, fee: '每度 1.35 元，停车另收' },
    ],
    picked: '',
  },
  methods: {
    pick({ currentTarget: { dataset } }) { this.setData({ picked: dataset.fee }) },
  },
})
