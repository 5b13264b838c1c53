public import Directory
import DirectorySchema
import SQLiteStore
import SyncRules

/// The attributes whose values are shown nowhere: passwords, keys, and what a forest's schema calls confidential.
public struct SensitiveAttributes: Sendable {
    /// What stands where a value is not shown.
    public static let mask = "(not shown)"

    /// Attributes of passwords and keys in Active Directory, OpenLDAP, Samba and Kerberos, whatever a schema says.
    private static let known: Set<AttributeName> = [
        "unicodePwd", "userPassword", "authPassword", "dBCSPwd", "ntPwdHistory", "lmPwdHistory",
        "supplementalCredentials", "msDS-ManagedPassword", "ms-Mcs-AdmPwd", "msLAPS-Password",
        "msLAPS-EncryptedPassword", "msLAPS-EncryptedPasswordHistory", "msLAPS-EncryptedDSRMPassword",
        "msLAPS-EncryptedDSRMPasswordHistory", "msLAPS-CurrentPasswordVersion", "msFVE-RecoveryPassword",
        "msFVE-KeyPackage", "msTPM-OwnerInformation", "msTPM-OwnerInformationTemp", "msPKIAccountCredentials",
        "msPKIDPAPIMasterKeys", "pekList", "trustAuthIncoming", "trustAuthOutgoing", "initialAuthIncoming",
        "initialAuthOutgoing", "currentValue", "priorValue", "sambaNTPassword", "sambaLMPassword",
        "sambaPasswordHistory", "krbPrincipalKey", "krbMKey", "ipaNTHash", "userPKCS12", "olcRootPW", "pwdHistory",
    ]

    private let confidential: Set<AttributeName>

    /// Those that are sensitive by their name alone.
    public init() { confidential = [] }

    /// Those, and the ones that the cached schemas of a workspace mark as confidential.
    public init(of workspace: Workspace) async throws {
        var names: Set<AttributeName> = []
        for forest in workspace.configuration.forests {
            guard let version = try await workspace.store.currentSchema(of: forest.connector.text) else { continue }
            for attribute in version.snapshot.attributes where attribute.isConfidential {
                names.insert(attribute.name)
                names.formUnion(attribute.furtherNames)
            }
        }
        confidential = names
    }

    /// Whether values of an attribute are not to be shown.
    public func contains(_ name: AttributeName) -> Bool { Self.known.contains(name) || confidential.contains(name) }
}
