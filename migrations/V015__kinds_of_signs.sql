-- New words for limits and obligations of signs, apart from their use: a value that is added to an enum can be used
-- from the next transaction on.

alter type limit_kind add value 'repair';
alter type limit_kind add value 'repair_of_danger';
alter type limit_start add value 'order';
alter type obligation_subject add value 'repair_order';
