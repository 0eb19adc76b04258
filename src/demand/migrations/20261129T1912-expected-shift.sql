-- By how much the running period moves what a run expects stands beside what is expected.
create or replace view demand.expected as
select f.run_id, f.node, f.level, f.family_id, f.item_id, f.territory_id, f.standing, f.recent, f.ahead_year_before, f.wape,
  f.cannot_tell, f.starts_on,
  greatest(0, f.ahead + coalesce(m.ahead, 0) + coalesce(s.ahead, 0) + coalesce(p.ahead, 0)) as ahead, m.moved_at,
  demand.moved_by(demand.moved_by(demand.moved_by(f.mean, m.shift), s.effect), p.effect) as mean,
  demand.moved_by(demand.moved_by(demand.moved_by(f.lo80, m.shift), s.effect), p.effect) as lo80,
  demand.moved_by(demand.moved_by(demand.moved_by(f.hi80, m.shift), s.effect), p.effect) as hi80,
  demand.moved_by(demand.moved_by(demand.moved_by(f.lo95, m.shift), s.effect), p.effect) as lo95,
  demand.moved_by(demand.moved_by(demand.moved_by(f.hi95, m.shift), s.effect), p.effect) as hi95, m.shift
from demand.forecast f left join demand.moved_node m on m.run_id = f.run_id and m.node = f.node
left join demand.signal_effect s on s.run_id = f.run_id and s.node = f.node
left join demand.promotion_effect p on p.run_id = f.run_id and p.node = f.node;
