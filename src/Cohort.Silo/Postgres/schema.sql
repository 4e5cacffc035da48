-- Tables of a Cohort cluster, and the queries that Orleans asks for by name. Names and types of keys, parameters and columns are
-- Orleans' contract with a database; everything else is this project's. Statements are parted by an empty line.
CREATE TABLE IF NOT EXISTS OrleansQuery (QueryKey text PRIMARY KEY, QueryText text NOT NULL);

CREATE TABLE IF NOT EXISTS cohort_cluster (
    DeploymentId text PRIMARY KEY,
    Version integer NOT NULL DEFAULT 0);

CREATE TABLE IF NOT EXISTS cohort_member (
    DeploymentId text NOT NULL REFERENCES cohort_cluster,
    Address text NOT NULL,
    Port integer NOT NULL,
    Generation integer NOT NULL,
    SiloName text NOT NULL,
    HostName text NOT NULL,
    Status integer NOT NULL,
    ProxyPort integer,
    SuspectTimes text,
    StartTime timestamptz(3) NOT NULL,
    IAmAliveTime timestamptz(3) NOT NULL,
    PRIMARY KEY (DeploymentId, Address, Port, Generation));

CREATE TABLE IF NOT EXISTS cohort_state (
    ServiceId text NOT NULL,
    GrainTypeString text NOT NULL,
    GrainIdN0 bigint NOT NULL,
    GrainIdN1 bigint NOT NULL,
    GrainIdExtension text NOT NULL,
    PayloadBinary bytea,
    Version integer NOT NULL,
    PRIMARY KEY (ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtension));

CREATE TABLE IF NOT EXISTS cohort_reminder (
    ServiceId text NOT NULL,
    GrainId text NOT NULL,
    ReminderName text NOT NULL,
    StartTime timestamptz(3) NOT NULL,
    Period bigint NOT NULL,
    GrainHash integer NOT NULL,
    Version integer NOT NULL,
    PRIMARY KEY (ServiceId, GrainId, ReminderName));

INSERT INTO OrleansQuery VALUES ('InsertMembershipVersionKey', $$
WITH added AS (INSERT INTO cohort_cluster (DeploymentId) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
SELECT count(*)::integer FROM added
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('InsertMembershipKey', $$
WITH newer AS (
    UPDATE cohort_cluster SET Version = Version + 1
    WHERE DeploymentId = @DeploymentId AND Version = @Version
        AND NOT EXISTS (SELECT FROM cohort_member m WHERE m.DeploymentId = @DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation)
    RETURNING 1),
added AS (
    INSERT INTO cohort_member (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
    SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM newer
    RETURNING 1)
SELECT count(*)::integer FROM added
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('UpdateMembershipKey', $$
WITH newer AS (
    UPDATE cohort_cluster SET Version = Version + 1
    WHERE DeploymentId = @DeploymentId AND Version = @Version
        AND EXISTS (SELECT FROM cohort_member m WHERE m.DeploymentId = @DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation)
    RETURNING 1),
changed AS (
    UPDATE cohort_member m SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime FROM newer
    WHERE m.DeploymentId = @DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
    RETURNING 1)
SELECT count(*)::integer FROM changed
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('UpdateIAmAlivetimeKey', $$
UPDATE cohort_member m SET IAmAliveTime = @IAmAliveTime
WHERE m.DeploymentId = @DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('MembershipReadRowKey', $$
SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
FROM cohort_cluster v LEFT JOIN cohort_member m
    ON v.DeploymentId = m.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
WHERE v.DeploymentId = @DeploymentId
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('MembershipReadAllKey', $$
SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
FROM cohort_cluster v LEFT JOIN cohort_member m ON v.DeploymentId = m.DeploymentId
WHERE v.DeploymentId = @DeploymentId
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('DeleteMembershipTableEntriesKey', $$
WITH gone AS (DELETE FROM cohort_member WHERE DeploymentId = @DeploymentId)
DELETE FROM cohort_cluster WHERE DeploymentId = @DeploymentId
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('CleanupDefunctSiloEntriesKey', $$
DELETE FROM cohort_member WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status <> 3
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('GatewaysQueryKey', $$
SELECT Address, ProxyPort, Generation FROM cohort_member
WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('WriteToStorageKey', $$
WITH added AS (
    INSERT INTO cohort_state
    SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString::text, ''), @PayloadBinary, 1
    WHERE @GrainStateVersion::integer IS NULL
    ON CONFLICT DO NOTHING RETURNING Version),
changed AS (
    UPDATE cohort_state SET PayloadBinary = @PayloadBinary, Version = Version + 1
    WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND GrainIdExtension = coalesce(@GrainIdExtensionString::text, '') AND Version = @GrainStateVersion::integer
    RETURNING Version)
SELECT Version AS NewGrainStateVersion FROM added UNION ALL SELECT Version FROM changed
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('ReadFromStorageKey', $$
SELECT PayloadBinary, Version FROM cohort_state
WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND GrainIdExtension = coalesce(@GrainIdExtensionString::text, '')
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('ClearStorageKey', $$
UPDATE cohort_state SET PayloadBinary = NULL, Version = Version + 1
WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND GrainIdExtension = coalesce(@GrainIdExtensionString::text, '') AND Version = @GrainStateVersion::integer
RETURNING Version AS NewGrainStateVersion
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('DeleteStorageKey', $$
DELETE FROM cohort_state
WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND GrainIdExtension = coalesce(@GrainIdExtensionString::text, '') AND Version = @GrainStateVersion::integer
RETURNING Version + 1 AS NewGrainStateVersion
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('UpsertReminderRowKey', $$
INSERT INTO cohort_reminder AS r VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
ON CONFLICT (ServiceId, GrainId, ReminderName)
    DO UPDATE SET StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = r.Version + 1
RETURNING Version
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('ReadReminderRowsKey', $$
SELECT GrainId, ReminderName, StartTime, Period, Version FROM cohort_reminder WHERE ServiceId = @ServiceId AND GrainId = @GrainId
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('ReadReminderRowKey', $$
SELECT GrainId, ReminderName, StartTime, Period, Version FROM cohort_reminder WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('ReadRangeRows1Key', $$
SELECT GrainId, ReminderName, StartTime, Period, Version FROM cohort_reminder WHERE ServiceId = @ServiceId AND GrainHash > @BeginHash AND GrainHash <= @EndHash
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('ReadRangeRows2Key', $$
SELECT GrainId, ReminderName, StartTime, Period, Version FROM cohort_reminder WHERE ServiceId = @ServiceId AND (GrainHash > @BeginHash OR GrainHash <= @EndHash)
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('DeleteReminderRowKey', $$
WITH gone AS (
    DELETE FROM cohort_reminder WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName AND Version = @Version
    RETURNING 1)
SELECT count(*)::integer FROM gone
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

INSERT INTO OrleansQuery VALUES ('DeleteReminderRowsKey', $$
DELETE FROM cohort_reminder WHERE ServiceId = @ServiceId
$$) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
