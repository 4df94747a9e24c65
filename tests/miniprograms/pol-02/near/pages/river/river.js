Page({
  data: {
    spots: [
      { at: '沙湖东码头', flow: '零点三米每秒，适合亲子', open: true },
      { at: '东湖磨山', flow: '静水，周末人多，下午三点前下水', open: true },
      { at: '木兰川道', flow: '放水日二级，须有教练带队', open: false },
    ],
  },
})
