//! How the pages for citizens look: paper, a red rule, large quiet type.

/// The style sheet.
pub(crate) const STYLE: &str = "\
:root{color-scheme:light;--ink:#22252a;--soft:#646a72;--rule:#e2dcd1;--red:#9f1d20;--paper:#fff;--ground:#f3f0ea}\
*{box-sizing:border-box}\
body{margin:0;background:var(--ground);color:var(--ink);\
font:17px/1.75 system-ui,'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif}\
h1,.body,.sign,.docno{font-family:'Noto Serif CJK SC','Source Han Serif SC','Songti SC',SimSun,serif}\
a{color:#0b5394}a:focus,button:focus,input:focus,textarea:focus,select:focus{outline:3px solid #e4b363;outline-offset:1px}\
.top{border-top:6px solid var(--red);padding:.8rem 1rem;text-align:center}\
.top a{color:var(--red);font-weight:600;letter-spacing:.2em;text-decoration:none}\
main{max-width:58rem;margin:0 auto 2rem;padding:2.4rem 3.2rem 3rem;background:var(--paper);border:1px solid var(--rule)}\
footer{max-width:58rem;margin:0 auto 3rem;padding:0 1rem;color:var(--soft);font-size:.85rem;text-align:center}\
footer p{margin:.2rem 0}\
h1{font-size:1.75rem;line-height:1.45;text-align:center;overflow-wrap:anywhere;margin:.6rem 0 .4rem;text-wrap:balance}\
h2{font-size:1.15rem;margin:2.6rem 0 .8rem;padding-left:.7rem;border-left:4px solid var(--red)}\
.docno{text-align:center;margin:.2rem 0 1.2rem}\
.kind{text-align:center;margin:0}\
.badge{display:inline-block;padding:.1rem .8rem;border:1px solid currentColor;border-radius:2rem;font-size:.9rem;\
color:var(--soft);margin:0 .2rem}\
.badge.of{color:var(--red)}.badge.open{background:#2c6e49;border-color:#2c6e49;color:#fff}\
.facts{display:flex;flex-wrap:wrap;gap:.2rem 2.6rem;margin:1.4rem 0 1.8rem;\
padding:.9rem 0;border-top:2px solid var(--red);border-bottom:1px solid var(--rule)}\
.facts div{display:flex;gap:.7rem}.facts dt{color:var(--soft);white-space:nowrap}.facts dd{margin:0}\
.note{padding:.7rem 1rem;background:#fbf5e6;border-left:4px solid #d2a23c;margin:1rem 0}\
.soft{color:var(--soft);font-size:.9rem}\
.body p{margin:.5rem 0;text-indent:2em}\
.sign{text-align:right;margin:2rem 0 0}.sign p{margin:.1rem 0}\
table{border-collapse:collapse;width:100%;font-size:.93rem;line-height:1.55;margin:1.2rem 0}\
th,td{border:1px solid var(--rule);padding:.5rem .65rem;text-align:left;vertical-align:top}\
th{background:#f8f5ef;font-weight:600;white-space:nowrap}td.no{text-align:center;color:var(--soft)}td.word{white-space:nowrap}\
.names td{overflow-wrap:anywhere}.names td:nth-child(2){min-width:9rem}\
.name{font-size:1.08rem;font-weight:600}.pinyin,.former{color:var(--soft)}.whole{white-space:nowrap}\
.tag{display:inline-block;font-size:.8rem;color:var(--red);border:1px solid #dcb4b4;border-radius:3px;padding:0 .35rem}\
figure{margin:1.2rem 0}figure svg{display:block;width:100%;height:auto;border:1px solid var(--rule);background:#fdfcf9}\
figcaption{color:var(--soft);font-size:.85rem;margin-top:.4rem}\
.taps{display:grid;grid-template-columns:repeat(auto-fill,minmax(8.5rem,1fr));gap:.5rem}\
.taps label{display:flex;gap:.5rem;align-items:center;padding:.7rem .8rem;border:1px solid #b9b2a5;border-radius:6px;cursor:pointer}\
.taps label:has(:checked){border-color:var(--red);background:#fbf1f1;font-weight:600}.taps input{flex:none}\
.open{list-style:none;padding:0}.open li{padding:.7rem 1rem;background:#fbf5e6;border-left:4px solid #d2a23c;margin:.6rem 0}\
.open form{margin:.4rem 0 0}button.second{background:#fff;color:var(--red);border:1px solid var(--red);padding:.4rem 1rem}\
fieldset{border:0;padding:0;margin:0 0 1rem}legend,label.of{display:block;font-weight:600;margin-bottom:.25rem;padding:0}\
label.choice{display:inline-block;margin-right:1.6rem;padding:.3rem 0}\
input:not([type=radio],[type=checkbox]),textarea,select{width:100%;font:inherit;padding:.5rem .6rem;border:1px solid #b9b2a5;\
border-radius:4px;background:#fff;color:inherit}\
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem}.field{margin-bottom:1rem}\
[aria-invalid=true]{border-color:var(--red)!important}.fault{color:var(--red);margin:.25rem 0 0}\
button{font:inherit;font-weight:600;color:#fff;background:var(--red);border:0;border-radius:4px;padding:.6rem 2rem;cursor:pointer}\
code,.digest{font-family:ui-monospace,'Noto Sans Mono CJK SC',monospace;font-size:.85rem;overflow-wrap:anywhere}\
.code{font-size:1.5rem;letter-spacing:.12em;font-weight:600}\
.list{list-style:none;margin:1.4rem 0;padding:0}.list li{padding:1rem 0;border-top:1px solid var(--rule)}\
.list a{font-size:1.1rem;text-decoration:none}.list p{margin:.2rem 0}\
.tabs{text-align:center;margin:1rem 0}.tabs a{margin:0 .8rem}.tabs [aria-current]{font-weight:600;color:var(--ink);text-decoration:none}\
.counts{display:flex;flex-wrap:wrap;gap:.4rem 1.6rem;list-style:none;padding:0;margin:.6rem 0}\
details{margin:1rem 0}details summary{cursor:pointer;font-weight:600}details form{margin-top:.8rem}\
@media(max-width:44rem){body{font-size:16px}main{padding:1.2rem 1rem 2rem;border-width:1px 0}h1{font-size:1.4rem}\
.pair{grid-template-columns:1fr}.facts{display:block}\
.names thead{display:none}.names tr{display:block;border:1px solid var(--rule);margin-bottom:.8rem;padding:.4rem .8rem}\
.names td{display:flex;gap:.8rem;border:0;padding:.3rem 0}.names td::before{content:attr(data-label);flex:0 0 4.6rem;color:var(--soft)}\
.names td:empty{display:none}.names td.no{color:var(--ink);text-align:left}.names td>div{min-width:0}}\
@media print{body,main{background:#fff;border:0}.top,footer,form,.screen{display:none}main{padding:0}}";

#[cfg(test)]
mod tests {
    use super::STYLE;

    /// What `selector` says for itself in this part of the style sheet.
    fn rule<'a>(part: &'a str, selector: &str) -> &'a str {
        let rule = part.split('}').find_map(|rule| rule.trim_start().strip_prefix(selector)?.strip_prefix('{'));
        rule.unwrap_or_else(|| panic!("no rule for {selector}"))
    }

    #[test]
    fn long_names_wrap_and_on_a_telephone_every_label_begins_at_the_left() {
        let (wide, narrow) = STYLE.split_once("@media(max-width:44rem){").unwrap();
        for selector in [".name", ".pinyin,.former", ".names td"] {
            assert!(!rule(wide, selector).contains("nowrap"), "{selector}");
        }
        assert!(rule(wide, ".names td").contains("overflow-wrap:anywhere"));
        assert!(rule(narrow, ".names td.no").contains("text-align:left"));
    }
}
