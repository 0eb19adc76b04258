-- What is known of each lag grew: forecasts made before tell from how many origins each was measured, and not yet how often ranges held.
update demand.forecast set by_lag = (
  select jsonb_agg(jsonb_build_object('forecasts', origins, 'coverage80', null, 'coverage95', null) || lag order by place)
  from jsonb_array_elements(by_lag) with ordinality as l (lag, place))
where by_lag is not null;
