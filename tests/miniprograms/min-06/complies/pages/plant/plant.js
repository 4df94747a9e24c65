Page({ data: { at: 0, tips: ['蝴蝶兰：每周浸盆一次，水不要积在叶心。', '年桔：放阳台，晴天喷叶，年后换大盆。', '富贵竹：三天换一次水，剪口斜切。'] }, next() { this.setData({ at: (this.data.at + 1) % 3 }) } })
