Component({
  behaviors: [require('../../behaviors/account')],
  pageLifetimes: { show() { this.refresh() } },
  methods: {
    onPhone({ detail: { code } }) { if (code) this.enter({ credential: code }) },
    onQuit() { this.quit() },
  },
})
