-- Wrong: a setting of the wrong kind.
SET 'pipeline.auto-watermark-interval' = 'often';
--                                       ^^^^^^^ MR0214
