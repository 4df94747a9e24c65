Page({
  data: { trucks: { small: ['面包车', '两方半，一百八十元起，含两公里'], mid: ['四米二', '十五方，三百八十元起，两名师傅'], big: ['六米八', '三十方，六百八十元起，三名师傅'] }, at: 'small' },
  pick({ currentTarget }) { this.setData({ at: currentTarget.dataset.k }) },
})
