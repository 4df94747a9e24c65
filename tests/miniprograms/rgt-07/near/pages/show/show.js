const shows = [
  { day: '周五晚', book: '扬州评话《武松打虎》', by: '第一回，约七十分钟', free: false },
  { day: '周六下午', book: '弹词《珍珠塔》选段', by: '双档，琵琶与三弦', free: true },
  { day: '周日下午', book: '扬州清曲小聚', by: '观众可以点唱', free: true },
]

Component({
  data: { shows, free: false },
  methods: {
    turn() { this.setData({ free: !this.data.free, shows: this.data.free ? shows : shows.filter((show) => show.free) }) },
    hall() { wx.navigateTo({ url: '/pages/hall/hall' }) },
    note() { wx.navigateTo({ url: '/pages/note/note' }) },
  },
})
