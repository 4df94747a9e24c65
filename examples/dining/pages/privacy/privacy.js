Page({ data: { updated: "2026年3月1日" } })
