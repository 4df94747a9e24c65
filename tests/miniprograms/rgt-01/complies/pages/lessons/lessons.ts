const lessons = [
  { id: 1, title: '成人钢琴入门', teacher: '段老师', text: '每周一次，每次四十五分钟，零基础，从认谱和手型开始，八周弹完两首小曲。' },
  { id: 2, title: '古筝周末班', teacher: '和老师', text: '小班四人，琴行提供练习琴，适合有两年基础的学员。' },
  { id: 3, title: '吉他弹唱', teacher: '普老师', text: '流行曲目，自带琴，三个月结业时办一场小型演出。' },
]

Page({
  data: { lessons, open: 0 },
  toggle(event: WechatMiniprogram.TouchEvent) {
    const id: number = event.currentTarget.dataset.id
    this.setData({ open: this.data.open === id ? 0 : id })
  },
  mine() { wx.navigateTo({ url: '/pages/mine/mine' }) },
})
