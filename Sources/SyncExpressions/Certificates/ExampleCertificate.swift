import Foundation

/// A certificate of nobody, made for the examples: its key was thrown away.
enum ExampleCertificate {
    static let bytes = Array(Data(base64Encoded: base64) ?? Data())

    static let base64 = """
        MIICITCCAcegAwIBAgIUG+3IMNHCroHtMdu+3yJypkaYUmswCgYIKoZIzj0EAwIwRjELMAkGA1UEBhMCTkwxFTATBgNVBAoMDENv\
        bnRvc28sIEluYzEOMAwGA1UECwwFU2FsZXMxEDAOBgNVBAMMB0pvZSBEb2UwHhcNMjUwMTAxMDAwMDAwWhcNMzUwMTAxMDAwMDAw\
        WjBGMQswCQYDVQQGEwJOTDEVMBMGA1UECgwMQ29udG9zbywgSW5jMQ4wDAYDVQQLDAVTYWxlczEQMA4GA1UEAwwHSm9lIERvZTBZ\
        MBMGByqGSM49AgEGCCqGSM49AwEHA0IABLyJLIbiblU5tRotKkyyaBvbdWCi9IW4PSsXIpOk6132GBubZkxHTEYdSCXyRG02ANR0\
        VvIzSdqWHHDPdTN/COijgZIwgY8wbgYDVR0RBGcwZYEQam9lQGNvbnRvc28udGVzdIIQam9lLmNvbnRvc28udGVzdIYYaHR0cHM6\
        Ly9jb250b3NvLnRlc3Qvam9loCUGCisGAQQBgjcUAgOgFwwVam9lQGNvcnAuY29udG9zby50ZXN0MB0GA1UdDgQWBBSS0nTQ3OGM\
        axIvbgIF9Eu2SCN5HzAKBggqhkjOPQQDAgNIADBFAiEAt6h8K8a4xmR2LCZiMBqIwMKHdsNGcaAUkDXd3BsXhbMCIFsS2LYQCZnO\
        McfziEgmhwj9ifZkJY+9jyo0nCBmRYBw
        """
}
