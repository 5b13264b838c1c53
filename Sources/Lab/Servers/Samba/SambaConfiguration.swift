/// The text of an smb.conf for a domain controller that serves LDAP alone, on one loopback address.
struct SambaConfiguration {
    let folder: String
    let name: String
    let netbios: String
    let address: String
    let authority: String

    var text: String {
        """
        [global]
          netbios name = DC1
          realm = \(name.uppercased())
          workgroup = \(netbios)
          server role = active directory domain controller
          private dir = \(folder)/private
          state directory = \(folder)/state
          lock directory = \(folder)/run
          cache directory = \(folder)/cache
          pid directory = \(folder)/run
          ncalrpc dir = \(folder)/run/ncalrpc
          winbindd socket directory = \(folder)/run/winbindd
          ntp signd socket directory = \(folder)/run/ntp
          binddns dir = \(folder)/run/dns
          interfaces = \(address)/8
          bind interfaces only = yes
          server services = ldap, drepl, kdc
          ldap server require strong auth = allow_sasl_over_tls
          dcerpc endpoint servers = epmapper
          dsdb:schema update allowed = yes
          tls enabled = yes
          tls keyfile = \(folder)/server.key
          tls certfile = \(folder)/server.pem
          tls cafile = \(authority)
          log level = 1
          logging = file
          log file = \(folder)/samba.log

        [sysvol]
          path = \(folder)/state/sysvol

        """
    }
}
