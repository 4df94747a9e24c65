const NOTES = ['四三拍，左手先分手练，第九小节换指。', '速度每分钟八十，踏板按和声换。', '手腕放松，每行间弹两遍。', '装饰音靠前，注意休止。']

Page({ data: { note: '' }, onLoad({ n }) { this.setData({ note: NOTES[Number(n) || 0] }) } })
