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
        // OrderedDictionary and OrderedSet: output order must not depend on hashing.
        .package(url: "https://github.com/apple/swift-collections", from: "1.3.0"),
        // SHA-256 for fingerprints of plans, schemas and entries.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
        // Logging to stderr in the form that Swift programs share.
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        // SQLite: migrations, statements, WAL, busy handling.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.8.0"),
        // dryad.yaml and the rule catalogue; its marks allow edits that keep comments.
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    ],
    targets: [
        .systemLibrary(
            name: "COpenLDAP",
            pkgConfig: "ldap",
            providers: [.apt(["libldap2-dev"]), .brew(["openldap"])]
        ),
        .target(name: "Diagnostics"),
        .target(
            name: "Plans",
            dependencies: ["Diagnostics", .product(name: "Crypto", package: "swift-crypto")]
        ),
        .target(name: "Directory", dependencies: ["Diagnostics"]),
        .target(name: "LDAPClient", dependencies: ["COpenLDAP", "Directory"]),
        .target(
            name: "DirectorySchema",
            dependencies: [
                "Directory", "Diagnostics", .product(name: "OrderedCollections", package: "swift-collections"),
            ]
        ),
        .target(name: "SyncExpressions", dependencies: ["Directory", "Diagnostics"]),
        .target(
            name: "SyncRules",
            dependencies: [
                "DirectorySchema", "SyncExpressions", "Directory", "Diagnostics",
                .product(name: "Yams", package: "Yams"),
            ],
            resources: [.copy("Catalogue/Templates")]
        ),
        .target(
            name: "SyncEngine",
            dependencies: [
                "SyncRules", "SyncExpressions", "DirectorySchema", "Directory", "Diagnostics", "Plans",
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .target(name: "CloudTenant", dependencies: ["Directory", "Diagnostics"]),
        .target(
            name: "SQLiteStore",
            dependencies: [
                "Plans", "DirectorySchema", "SyncRules", "SyncEngine", "CloudTenant", "Directory", "Diagnostics",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .target(
            name: "Connectors",
            dependencies: ["SyncEngine", "LDAPClient", "DirectorySchema", "CloudTenant", "Directory", "Diagnostics"]
        ),
        .target(
            name: "Lab",
            dependencies: ["Directory"],
            resources: [.copy("Forests")]
        ),
        .target(
            name: "WizardTasks",
            dependencies: [
                "Diagnostics", "Plans", "Directory", "LDAPClient", "DirectorySchema", "SyncExpressions", "SyncRules",
                "SyncEngine", "CloudTenant", "SQLiteStore", "Connectors",
                .product(name: "Yams", package: "Yams"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .target(
            name: "Commands",
            dependencies: [
                "WizardTasks", "Lab", "Diagnostics", "Plans", "Directory", "LDAPClient", "DirectorySchema",
                "SyncExpressions", "SyncRules", "SyncEngine", "CloudTenant",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .executableTarget(name: "dryad", dependencies: ["Commands"]),
        .target(
            name: "TestSupport",
            dependencies: ["Lab", "Directory", "Diagnostics"]
        ),
        .testTarget(name: "ArchitectureTests"),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
        .testTarget(name: "PlansTests", dependencies: ["Plans", "Diagnostics"]),
        .testTarget(name: "DirectoryTests", dependencies: ["Directory", "Diagnostics", "TestSupport"]),
        .testTarget(
            name: "LDAPClientTests",
            dependencies: ["LDAPClient", "Directory", "Lab", "TestSupport"]
        ),
        .testTarget(
            name: "DirectorySchemaTests",
            dependencies: ["DirectorySchema", "Directory", "Diagnostics", "TestSupport"]
        ),
        .testTarget(
            name: "SyncExpressionsTests",
            dependencies: ["SyncExpressions", "Directory", "Diagnostics"]
        ),
        .testTarget(
            name: "SyncRulesTests",
            dependencies: [
                "SyncRules", "SyncExpressions", "DirectorySchema", "Directory", "Diagnostics", "TestSupport",
            ]
        ),
        .testTarget(
            name: "SyncEngineTests",
            dependencies: ["SyncEngine", "SyncRules", "DirectorySchema", "Directory", "Plans", "TestSupport"]
        ),
        .testTarget(
            name: "SQLiteStoreTests",
            dependencies: [
                "SQLiteStore", "SyncEngine", "SyncRules", "DirectorySchema", "CloudTenant", "Plans", "Directory",
                "TestSupport",
            ]
        ),
        .testTarget(name: "CloudTenantTests", dependencies: ["CloudTenant", "Directory"]),
        .testTarget(name: "LabTests", dependencies: ["Lab", "Directory", "TestSupport"]),
        .testTarget(
            name: "WizardTasksTests",
            dependencies: [
                "WizardTasks", "Plans", "SyncRules", "SyncEngine", "DirectorySchema", "Directory", "TestSupport",
            ]
        ),
        .testTarget(name: "CommandsTests", dependencies: ["Commands", "Lab", "Directory", "TestSupport"]),
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

// While rooms are still being built: what has no folder yet is left out.
import Foundation
let missing: Set = ["Lab", "Commands", "dryad", "TestSupport"]
func isBuilt(_ name: String) -> Bool { !missing.contains(name) && !name.hasSuffix("Tests") }
package.targets.removeAll { !isBuilt($0.name) }
for target in package.targets {
    target.dependencies.removeAll { dependency in
        if case .byNameItem(let name, _) = dependency { return !isBuilt(name) }
        return false
    }
    target.resources?.removeAll { _ in
        target.name == "Lab" && !FileManager.default.fileExists(atPath: Context.packageDirectory + "/Sources/Lab/Forests")
    }
}
package.products.removeAll { !isBuilt($0.name) }
