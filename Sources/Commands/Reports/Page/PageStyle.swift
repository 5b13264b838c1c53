/// The page's style: the reader's colours, light or dark, and one column where the window is narrow.
enum PageStyle {
    static let text = """
        :root{color-scheme:light dark;--text:#1d2329;--faint:#57606a;--page:#fff;--raised:#f5f7f9;--line:#d3d9e0;\
        --good:#116329;--bad:#b3261e;--attention:#7a4d00;--link:#0b57b7}
        @media (prefers-color-scheme:dark){:root{--text:#e4e8ec;--faint:#a3adb8;--page:#14181d;--raised:#1d232a;\
        --line:#3a434d;--good:#6fd58a;--bad:#ff9a92;--attention:#f0bd5e;--link:#82b6ff}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:80rem;padding:1rem 1.25rem 4rem;background:var(--page);color:var(--text);\
        font:16px/1.5 system-ui,sans-serif}
        h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0}
        h2{font-size:1.25rem;margin:2.25rem 0 .5rem;padding-top:.75rem;border-top:1px solid var(--line)}
        h3{font-size:1.05rem;margin:1.5rem 0 .25rem}
        p{margin:.4rem 0}
        a{color:var(--link)}
        code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere;unicode-bidi:isolate}
        .prose{white-space:pre-line;overflow-wrap:anywhere;unicode-bidi:isolate}
        .summary{font-size:1.1rem;max-width:60rem}
        .faint{color:var(--faint)}
        .good,.bad,.attention{white-space:nowrap;font-weight:600}
        .good{color:var(--good)}.bad{color:var(--bad)}.attention{color:var(--attention)}
        nav ul,.counts{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:.75rem 0;padding:0}
        .warnings{list-style:none;margin:.5rem 0;padding:0}
        .warnings li{margin:.4rem 0;padding:.5rem .75rem;background:var(--raised);border-left:.3rem solid var(--attention)}
        .warnings li.failed{border-color:var(--bad)}
        form{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:end;\
        margin:1rem 0;padding:.6rem .75rem;background:var(--raised);border:1px solid var(--line);border-radius:.4rem}
        form[hidden]{display:none}
        label{display:grid;font-size:.8rem;color:var(--faint)}
        input,select,button{font:inherit;font-size:.95rem;min-height:2.2rem;padding:.2rem .5rem;color:var(--text);\
        background:var(--page);border:1px solid var(--faint);border-radius:.3rem}
        label:first-of-type{flex:1 1 14rem}
        output{align-self:center;font-size:.9rem}
        :focus-visible{outline:.15rem solid var(--link);outline-offset:.1rem}
        table{width:100%;border-collapse:collapse;margin:.75rem 0 1.25rem;font-size:.92rem}
        caption{text-align:left;color:var(--faint);padding:.25rem 0}
        th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line)}
        thead th{font-size:.8rem;color:var(--faint);border-bottom:2px solid var(--line)}
        tbody th{font-weight:600}
        tr[hidden]{display:none}
        td ul{margin:0;padding:0;list-style:none}td li+li{margin-top:.2rem}
        .differences th[scope=row]{min-width:11rem}
        .differences td:nth-child(4){width:32%}.differences td:nth-child(5){width:36%}
        summary{cursor:pointer}
        @media (max-width:44rem){body{padding:.75rem}form{position:static}label{flex:1 1 40%}label:first-of-type{flex-basis:100%}
        select{width:100%}thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        table,tbody,caption{display:block}tr{display:flex;flex-wrap:wrap;gap:0 .75rem;padding:.5rem 0;\
        border-bottom:1px solid var(--line)}
        th,td{border:0;padding:.1rem 0}td:empty{display:none}td:has(ul),td:has(details){flex-basis:100%}
        .differences th[scope=row]{min-width:0}.differences td:nth-child(4),.differences td:nth-child(5){width:100%}}
        @media print{form,nav{display:none}body{max-width:none;padding:0;font-size:10pt}tr,.warnings li{break-inside:avoid}
        thead{display:table-header-group}details::details-content{display:block;content-visibility:visible}}
        """
}
