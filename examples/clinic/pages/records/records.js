Page({ data: { records: [{ id: 1, title: '尚无就诊记录', text: '完成预约并就诊后，可以在这里查看就诊时间、科室与医嘱摘要。' }] } })
