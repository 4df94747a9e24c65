Page({
  data: {
    open: '',
    sets: { A: '火腿通粉、奶油多士、熱奶茶，三十二元', B: '沙嗲牛肉麵、炒蛋、凍檸茶，三十五元', C: '菠蘿油、雙蛋、熱鴛鴦，二十六元' },
  },
  show(e) { this.setData({ open: e.currentTarget.dataset.k }) },
})
