// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "dryad",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "dryad", targets: ["dryad"]),
        .library(name: "LDAPClient", targets: ["LDAPClient"]),
    ],
    dependencies: [
        // Subcommands, options, help and completions: the command line is not what Dryad exists for.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        // The encoding in which swift-certificates hands out addresses and takes certificates.
        .package(url: "https://github.com/apple/swift-asn1", from: "1.5.0"),
        // Reading a server's certificate for people: whose it is, who signed it, until when.
        .package(url: "https://github.com/apple/swift-certificates", from: "1.18.0"),
        // SHA-256 for fingerprints of plans, schemas and entries.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
        // SQLite: migrations, statements, WAL, busy handling.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.8.0"),
        // The web console's server: HTTP/1.1 with bounds, bodies in parts, a loop of events of its own. The next four are
        // what its interface is made of: fields of requests, its log, channels, the parts that travel through them.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
        // The web console's pages: templates that escape what is put into them, and that cannot run code.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        // TLS that is checked, for a tenant that is served elsewhere. The other parts of its client are those of swift-nio and
        // swift-nio-extras that are named above.
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.2"),
        // dryad.yaml and the rule catalogue; its marks allow edits that keep comments.
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    ],
    targets: [
        .systemLibrary(
            name: "COpenLDAP",
            pkgConfig: "ldap",
            providers: [.apt(["libldap2-dev"]), .brew(["openldap"])]
        ),
        // XML, read strictly: Foundation's parser mends what is cut or crossed and calls it read (record 19).
        .systemLibrary(
            name: "CExpat",
            pkgConfig: "expat",
            providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]
        ),
        .target(name: "Diagnostics"),
        .target(
            name: "Plans",
            dependencies: ["Diagnostics", .product(name: "Crypto", package: "swift-crypto")]
        ),
        .target(name: "MarkupReading", dependencies: ["CExpat"]),
        .target(name: "Directory", dependencies: ["Diagnostics"]),
        .target(
            name: "LDAPClient",
            dependencies: [
                "COpenLDAP", "Directory", .product(name: "X509", package: "swift-certificates"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .target(
            name: "DirectorySchema",
            dependencies: ["MarkupReading", "Directory", "Diagnostics"]
        ),
        .target(
            name: "SyncExpressions",
            dependencies: [
                "Directory", "Diagnostics", .product(name: "X509", package: "swift-certificates"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .target(
            name: "SyncRules",
            dependencies: [
                "DirectorySchema", "SyncExpressions", "MarkupReading", "Directory", "Diagnostics",
                .product(name: "Yams", package: "Yams"),
            ],
            resources: [.copy("Catalogue/Templates"), .copy("Catalogue/Vocabulary")]
        ),
        .target(
            name: "SyncEngine",
            dependencies: [
                "SyncRules", "SyncExpressions", "DirectorySchema", "Directory", "Diagnostics", "Plans",
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .target(
            name: "CloudTenant",
            dependencies: ["Directory", "Diagnostics", .product(name: "Crypto", package: "swift-crypto")]
        ),
        .target(
            name: "SQLiteStore",
            dependencies: [
                "Plans", "DirectorySchema", "SyncRules", "SyncEngine", "CloudTenant", "Directory", "Diagnostics",
                .product(name: "GRDB", package: "GRDB.swift"),
                // The functions of SQLite itself, for columns that are read for every object.
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]
        ),
        .target(
            name: "Connectors",
            dependencies: [
                "SyncEngine", "SyncRules", "LDAPClient", "DirectorySchema", "CloudTenant", "Directory", "Diagnostics",
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "NIOExtras", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),
        .target(
            name: "Lab",
            dependencies: ["Directory", "Diagnostics"],
            resources: [.copy("Forests"), .copy("Programs")]
        ),
        .target(
            name: "WizardTasks",
            dependencies: [
                "Diagnostics", "Plans", "Directory", "LDAPClient", "DirectorySchema", "SyncExpressions", "SyncRules",
                "SyncEngine", "CloudTenant", "SQLiteStore", "Connectors",
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        .target(
            name: "Console",
            dependencies: [
                "WizardTasks", "CloudTenant", "SyncEngine", "SyncRules", "DirectorySchema", "Directory", "Diagnostics",
                "Plans", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            ],
            resources: [.copy("Templates"), .copy("Assets")]
        ),
        .target(
            name: "Commands",
            dependencies: [
                "WizardTasks", "Console", "Lab", "Diagnostics", "Plans", "Directory", "LDAPClient", "DirectorySchema",
                "SyncExpressions", "SyncRules", "SyncEngine", "SQLiteStore", "Connectors",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(name: "dryad", dependencies: ["Commands"]),
        .target(name: "Measuring", path: "Benchmarks/Measuring"),
        .executableTarget(
            name: "read-entries",
            dependencies: ["LDAPClient", "Directory", "Measuring"],
            path: "Benchmarks/ReadEntries"
        ),
        .executableTarget(
            name: "read-schema",
            dependencies: [
                "LDAPClient", "SyncRules", "DirectorySchema", "Directory", "Diagnostics", "Measuring",
            ],
            path: "Benchmarks/ReadSchema"
        ),
        .executableTarget(
            name: "rule-evaluation",
            dependencies: ["LDAPClient", "SyncEngine", "SyncRules", "Directory", "Measuring", "MeasuredRules"],
            path: "Benchmarks/RuleEvaluation"
        ),
        .target(
            name: "MeasuredRules",
            dependencies: ["SyncEngine", "SyncRules", "DirectorySchema", "Directory"],
            path: "Benchmarks/MeasuredRules"
        ),
        .executableTarget(
            name: "offered-schema",
            dependencies: ["MeasuredRules", "DirectorySchema", "Directory"],
            path: "Benchmarks/OfferedSchema"
        ),
        .executableTarget(
            name: "console-pages",
            dependencies: [
                "Console", "WizardTasks", "Lab", "CloudTenant", "SQLiteStore", "SyncEngine", "SyncRules", "Directory",
            ],
            path: "Benchmarks/ConsolePages"
        ),
        .target(
            name: "TestSupport",
            dependencies: [
                "Lab", "Directory", "Diagnostics", .product(name: "X509", package: "swift-certificates"),
                .product(name: "SwiftASN1", package: "swift-asn1"), .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
        .testTarget(name: "PlansTests", dependencies: ["Plans", "Diagnostics"]),
        .testTarget(name: "MarkupReadingTests", dependencies: ["MarkupReading"]),
        .testTarget(name: "DirectoryTests", dependencies: ["Directory", "Diagnostics", "TestSupport"]),
        .testTarget(
            name: "DirectorySchemaTests",
            dependencies: ["DirectorySchema", "MarkupReading", "Directory", "Diagnostics", "TestSupport"]
        ),
        .testTarget(
            name: "LDAPClientTests",
            dependencies: ["LDAPClient", "Directory", "Lab", "TestSupport"]
        ),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "dryad", "Commands", "WizardTasks", "Plans", "Connectors", "LDAPClient", "SyncEngine", "SyncRules",
                "CloudTenant", "SQLiteStore", "DirectorySchema", "Lab", "Directory", "Diagnostics", "TestSupport",
            ]
        ),
        .testTarget(
            name: "SyncExpressionsTests",
            dependencies: ["SyncExpressions", "Directory", "Diagnostics", "TestSupport"]
        ),
        .testTarget(
            name: "SyncRulesTests",
            dependencies: [
                "SyncRules", "SyncExpressions", "DirectorySchema", "MarkupReading", "Directory", "Diagnostics",
                "TestSupport",
            ]
        ),
        .testTarget(
            name: "SyncEngineTests",
            dependencies: [
                "SyncEngine", "SyncRules", "SyncExpressions", "DirectorySchema", "Directory", "Diagnostics", "Plans",
                "TestSupport",
            ]
        ),
        .testTarget(
            name: "CloudTenantTests",
            dependencies: ["CloudTenant", "SQLiteStore", "Directory", "Diagnostics", "TestSupport"]
        ),
        .testTarget(
            name: "SQLiteStoreTests",
            dependencies: [
                "SQLiteStore", "SyncEngine", "SyncRules", "DirectorySchema", "CloudTenant", "Plans", "Directory",
                "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .testTarget(
            name: "ConnectorsTests",
            dependencies: [
                "Connectors", "LDAPClient", "SyncEngine", "SyncRules", "DirectorySchema", "CloudTenant", "SQLiteStore",
                "Directory", "Lab", "TestSupport",
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),
        .testTarget(
            name: "LabTests",
            dependencies: ["Lab", "DirectorySchema", "SyncRules", "Directory", "Diagnostics", "TestSupport"]
        ),
        .testTarget(
            name: "ConsoleTests",
            dependencies: [
                "Console", "WizardTasks", "SyncEngine", "SyncRules", "DirectorySchema", "Directory", "LDAPClient",
                "CloudTenant", "SQLiteStore", "Connectors", "Diagnostics", "Plans", "Lab", "TestSupport",
            ]
        ),
        .testTarget(
            name: "WizardTasksTests",
            dependencies: [
                "WizardTasks", "Lab", "SQLiteStore", "CloudTenant", "Plans", "Diagnostics", "SyncRules", "SyncEngine",
                "DirectorySchema", "Connectors", "LDAPClient", "Directory", "TestSupport",
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

// One list of settings for every Swift target, so that no room is laxer than its neighbours.
for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
