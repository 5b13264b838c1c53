import Directory

/// The realm of a lab's domain controller: what a client needs to sign in with tickets.
struct SambaKerberos {
    let path: String
    let name: String
    let address: String

    var keytab: String { path + "/reader.keytab" }
    var configuration: String { path + "/krb5.conf" }
    private var realm: String { name.uppercased() }

    /// Writes the reader's keys and a krb5.conf that finds the controller without DNS.
    func make(_ settings: String) async throws {
        try LabFolder.write(text, to: configuration)
        let tool = try Tool("samba-tool", package: "samba-ad-dc samba-ad-provision")
        // Of an account that there is not it says that all went well, and writes nothing.
        LabFolder.remove(keytab)
        try await tool.run(
            ["domain", "exportkeytab", keytab, "--principal=dryad-reader@\(realm)", "-s", settings],
            to: "write the keytab of the account that reads \(name)"
        )
    }

    private var text: String {
        """
        [libdefaults]
          default_realm = \(realm)
          dns_lookup_realm = false
          dns_lookup_kdc = false
          dns_canonicalize_hostname = false
          rdns = false
          udp_preference_limit = 1
        [realms]
          \(realm) = {
            kdc = \(address)
          }
        [domain_realm]
          .\(name) = \(realm)
          \(name) = \(realm)

        """
    }
}
