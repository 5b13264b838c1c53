extension ServerParameter {
    /// The parameters and settings that are known, those of the whole server first, then those of connectors, then those
    /// of partitions.
    ///
    /// What is not listed is compared as it is, without blanks at its ends.
    public static let known: [ServerParameter] = server + connector + partition

    /// The known one of that key.
    public static func known(_ key: String) -> ServerParameter? { byKey[key] }

    private static let byKey = Dictionary(known.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })

    private static let server: [ServerParameter] = [
        .init("Microsoft.Synchronize.StagingMode", "staging mode", .staging, .flag),
        .init("Microsoft.OptionalFeature.GroupFiltering", "filtering by group", .filters, .flag),
        .init("Microsoft.OptionalFeature.ExportDeletionThreshold", "deletion threshold", .deletions, .flag),
        .init(
            "Microsoft.OptionalFeature.ExportDeletionThresholdValue",
            "deletions that stop an export",
            .deletions,
            .number
        ),
        .init("Microsoft.SynchronizationOption.AnchorAttribute", "source anchor", .signIn, .word),
        .init("Microsoft.SynchronizationOption.UPNAttribute", "attribute of the user principal name", .signIn, .word),
        .init("Microsoft.SynchronizationOption.JoinCriteria", "matching across forests", .signIn, .word),
        .init("Microsoft.SynchronizationOption.CustomAttribute", "attribute of a custom matching", .signIn, .word),
        .init("Microsoft.UserSignIn.SignOnMethod", "sign-in method", .signIn, .word),
        .init("Microsoft.UserSignIn.DesktopSsoEnabled", "seamless single sign-on", .signIn, .flag),
        .init("Microsoft.OptionalFeature.PasswordHashSync", "password hash synchronization", .signIn, .flag),
        .init("Microsoft.OptionalFeature.PasswordWriteback", "password writeback", .features, .flag),
        .init("Microsoft.OptionalFeature.HybridExchange", "Exchange hybrid deployment", .features, .flag),
        .init("Microsoft.OptionalFeature.ExchangeMailPublicFolder", "Exchange mail public folders", .features, .flag),
        .init("Microsoft.OptionalFeature.DeviceWriteUp", "devices to the tenant", .features, .flag),
        .init("Microsoft.OptionalFeature.DeviceWriteBack", "device writeback", .features, .flag),
        .init("Microsoft.DeviceWriteBack.Forest", "forest of device writeback", .features, .word),
        .init("Microsoft.DeviceWriteBack.Container", "container of device writeback", .features, .name),
        .init("Microsoft.OptionalFeature.GroupWriteBack", "group writeback", .features, .flag),
        .init("Microsoft.GroupWriteBack.Forest", "forest of group writeback", .features, .word),
        .init("Microsoft.GroupWriteBack.Container", "container of group writeback", .features, .name),
        .init("Microsoft.OptionalFeature.UserWriteBack", "user writeback", .features, .flag),
        .init("Microsoft.UserWriteBack.Forest", "forest of user writeback", .features, .word),
        .init("Microsoft.UserWriteBack.Container", "container of user writeback", .features, .name),
        .init("Microsoft.OptionalFeature.FilterAAD", "application and attribute filter", .features, .flag),
        .init("Microsoft.AADFilter.ApplicationList", "applications of the filter", .features, .word),
        .init("Microsoft.AADFilter.AttributeExclusionList", "attributes that the filter excludes", .features, .word),
        .init("Microsoft.OptionalFeature.DirectoryExtension", "directory extensions", .features, .flag),
        .init("Microsoft.OptionalFeature.DirectoryExtensionAttributes", "extension attributes", .features, .list),
        .init("Microsoft.DirectoryExtension.SourceTargetAttributesMap", "extension names", .features, .list),
        .init("Microsoft.OptionalFeature.AutoUpgradeState", "automatic upgrade", .options, .word),
        .init("Microsoft.Synchronize.ServerConfigurationVersion", "product version", .options, .word),
        .init("Microsoft.Version.SynchronizationRuleImmutableTag", "form of template tags", .options, .word),
        .init("Microsoft.Synchronize.SynchronizationSchedule", "scheduler", .options, .flag),
        .init("Microsoft.Synchronize.SchedulerSuspended", "scheduler suspended", .options, .flag),
        .init("Microsoft.Synchronize.TimeInterval", "time between runs", .options, .word),
        .init("Microsoft.Synchronize.MaintenanceEnabled", "maintenance", .options, .flag),
        .init("Microsoft.Synchronize.RunHistoryPurgeInterval", "time that run history is kept", .options, .word),
        .init(
            "Microsoft.ConnectDirectories.WizardDirectoryMode",
            "directories that the setup asks for",
            .options,
            .word
        ),
        .init("Microsoft.Synchronize.NextStartTime", "next run", .options, .own("a moment")),
        .init(
            "Microsoft.Synchronize.SynchronizationPolicy",
            "kind of the next run",
            .options,
            .own("a moment's state")
        ),
        .init("Microsoft.SystemInformation.MachineRole", "role of the machine", .options, .own("the machine's")),
        .init(
            "Microsoft.OptionalFeature.AutoUpgradeSuspensionReason",
            "why automatic upgrade is suspended",
            .options,
            .own("the machine's")
        ),
    ]

    private static let connector: [ServerParameter] = [
        .init("Connector.GroupFilteringGroupDn", "group that is filtered by", .filters, .name),
        .init("password-hash-sync-config/enabled", "password hash synchronization", .signIn, .flag),
        .init("password-hash-sync-config/target", "where password hashes go", .signIn, .word),
        .init("aad-password-reset-config/enabled", "password writeback", .features, .flag),
        .init(
            "aad-password-reset-config/modified-timestamp",
            "change of password writeback",
            .features,
            .own("a time")
        ),
        .init("Forest.FQDN", "forest", .connections, .word),
        .init("Forest.LDAP", "forest's name", .connections, .name),
        .init("Forest.Netbios", "forest's NetBIOS name", .connections, .word),
        .init("forest-name", "forest", .connections, .word),
        .init("forest-guid", "forest's GUID", .connections, .own("an identifier")),
        .init("forest-login-domain", "account's domain", .connections, .word),
        .init("forest-login-user", "account", .connections, .account(generated: "MSOL_")),
        .init("UserName", "account", .connections, .account(generated: "Sync_")),
        .init(
            "extension-config/assembly-version",
            "version of the connector's file",
            .connections,
            .own("a file's version")
        ),
        .init("subtype", "kind", .connections, .word),
    ]

    private static let partition: [ServerParameter] = [
        .init("Domain.FQDN", "domain", .connections, .word),
        .init("Domain.LDAP", "domain's name", .connections, .name),
        .init("Domain.Netbios", "domain's NetBIOS name", .connections, .word),
        .init("guid", "domain's GUID", .connections, .own("an identifier")),
        .init("last-dc", "domain controller used last", .connections, .own("a moment's state")),
        .init("cookie", "cookie", .connections, .own("how far the server had read")),
        .init("custom-data/water-mark", "watermark", .connections, .own("how far the server had read")),
        .init("display-name", "name that is shown", .connections, .word),
        .init("dn", "name", .connections, .name),
        .init("custom-data/adma-partition-data/name", "domain", .connections, .word),
        .init("custom-data/ecma-partition-data/name", "name", .connections, .word),
    ]
}
