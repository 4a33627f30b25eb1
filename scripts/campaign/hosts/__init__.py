"""What a host needs beside the pages: headers, redirects, missing pages, and a copy that needs no host.

``headers`` says what is promised to readers, once and as data; ``policy`` reads the content security policy from
the finished pages; ``redirects``, ``leaving``, ``security_txt`` and ``sitemap`` make files that several hosts share;
``platforms`` and ``servers`` say all of it in each host's own words; ``offline`` makes the copy for a USB stick.
``emit`` is the way in. Only the files of the host that was asked for are written: another host would publish them.
"""
