"""A mini program of any number of pages for measuring: text, pictures drawn by styles, lists, a request per page."""

import json
from pathlib import Path

HOST = "api.bench.example"
_STYLE = """.row { display: flex; padding: 20rpx; border-bottom: 1rpx solid #ddd }
.tag { width: 60rpx; height: 60rpx }
"""
_SCRIPT = """Page({
  data: { rows: [], n: NUMBER },
  onLoad() {
    wx.request({ url: 'https://HOST/list/NUMBER', success: (r) => this.setData({ rows: r.data.rows }) })
  },
  onNext() { wx.navigateTo({ url: '/NEXT', fail: () => wx.redirectTo({ url: '/NEXT' }) }) },
  onRow() { this.setData({ n: this.data.n + 1 }) },
})
"""
_TEMPLATE = """<view class="row" bindtap="onNext">第 NUMBER 页：前往下一页查看更多商品与活动说明</view>
<view wx:for="{{rows}}" wx:key="id" class="row" bindtap="onRow">
  <view class="tag" style="background: {{item.tint}}" />
  <text>{{item.name}} {{n}}</text>
</view>
"""


def write(folder: Path, pages: int, body_bytes: int = 2000) -> Path:
    """Write the program, its profile and its stub backend; returns the folder."""
    names = [f"pages/p{number}/p{number}" for number in range(pages)]
    app = {"pages": names, "window": {"navigationBarTitleText": "Bench"}}
    _put(folder / "app.json", json.dumps(app))
    _put(folder / "app.js", "App({ globalData: {} })")
    _put(
        folder / "app.wxss",
        ".row { display: flex; padding: 20rpx; border-bottom: 1rpx solid #ddd } .tag { width: 60rpx; height: 60rpx }",
    )
    for number, name in enumerate(names):
        following = names[(number + 1) % pages]
        _put(folder / f"{name}.json", "{}")
        script = _SCRIPT.replace("HOST", HOST).replace("NUMBER", str(number)).replace("NEXT", following)
        _put(folder / f"{name}.js", script)
        _put(folder / f"{name}.wxml", _TEMPLATE.replace("NUMBER", str(number)))
        _put(folder / f"{name}.wxss", ".row { font-size: 28rpx }")
    rows = [
        {"id": i, "name": f"商品 {i} 的名称与简介", "tint": f"#{i * 7 % 90 + 10}{i * 3 % 90 + 10}60"} for i in range(12)
    ]
    answer = {"rows": rows, "filler": "x" * body_bytes}
    _put(folder / "list.json", json.dumps(answer, ensure_ascii=False))
    routes = [{"host": HOST, "path": "/list/*", "file": "list.json"}]
    _put(folder / "backend.json", json.dumps({"routes": routes, "default": {"status": 404, "json": {}}}))
    _put(
        folder / "minispect.toml",
        f'[target]\nname = "Bench"\noperator_hosts = ["{HOST}"]\n[declared]\nsetting_list = []\n'
        '[backend]\nmode = "stub"\nfile = "backend.json"\n',
    )
    return folder


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
