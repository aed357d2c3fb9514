import { es } from './es.ts';
import type { Vocabulary } from './types.ts';

/** Chinese, modest: addressee and force of headings and openings; there is no infinitive to look for, so nothing is split. */
export const zh: Vocabulary = {
  ...es,
  asks: { decides: '决定|做出决议', instructs: '责成|指示', requests: '请求|要求|请', invites: '邀请', encourages: '鼓励', recommends: '建议', urges: '敦促|促请|呼吁|吁请' },
  informs: '欢迎|注意到|回顾|重申|认识到|确认|强调|表示|遗憾|谴责|认为|支持|赞赏|期待',
  lead: '(?:并)?(?:又|还|再次|特此|强烈)?',
  nested: [['instructs', '责成'], ['invites', '邀请']],
  performative: '批准|通过|确认|核可',
  infinitive: '(?<verb>(?!))',
  bare: '(?<verb>(?!))',
  that: '(?!)', shall: '(?!)', and: '(?!)', join: '、|和|以及', rider: '，|与[^，]{1,20}(?:协商|合作|协调)',
  actor: '秘书长|秘书处|主任|成员国?|会员国|国家|各国政府|政府|委员会|理事会|大会|工作组|利益攸关方|实体|组织|机构|方案|缔约方|社会|部门|伙伴|高级专员|报告员|国际电联|捐助方|基金|各国',
  preposition: '(?!)', tail: '，', transmit: '提交|报告|汇报|通报|提供', to: '(?:向|给)', via: '(?:通过)', mandate: '职责范围', past: '举行|通过的', anaphor: '(?!)',
  deliverables: [['roadmap', '路线图'], ['database', '数据库'], ['fund', '基金|资源|资金'], ['prize', '奖项?'], ['contribution', '贡献|捐款|文稿'], ['consultation', '磋商|协商'], ['appointment', '任命|指派'], ['report', '报告|汇报'], ['meeting', '会议|召开|议程'], ['participation', '参与|参加'], ['review', '审查|审议|评估|研究'], ['guidance', '指导|指南'], ['coordination', '协调|合作'], ['programme', '计划|项目|战略'], ['information', '信息|数据'], ['measure', '措施|确保']],
};
